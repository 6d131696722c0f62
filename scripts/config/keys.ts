import type {
  ClientTarget,
  Config,
  DriftConfig,
  GenerateConfig,
  ServeConfig,
  ServerTarget,
  ValidateConfig,
  ValidatorTarget,
  VerifyConfig,
  VerifySettings,
} from './index.js';

/** The keys of a type, all of them: the compiler tells of one that is missing, and of one too many. */
type Keys<T> = Readonly<Record<keyof T, true>>;

const verifySettings: Keys<VerifySettings> = {
  runs: true,
  seed: true,
  only: true,
  level: true,
  limitation: true,
  known: true,
  timeout: true,
  timeBudget: true,
  concurrency: true,
  report: true,
  snippets: true,
};

const ofTargets = { ...verifySettings, baseline: true } as const;

export type Section = keyof Config;
export type Role = keyof typeof TARGET_KEYS;

/** What may stand in each section. */
export const SECTION_KEYS: Readonly<Record<Section, readonly string[]>> = {
  generate: Object.keys({
    spec: true,
    out: true,
    edition: true,
    operation: true,
    target: true,
    allowRef: true,
  } satisfies Keys<GenerateConfig>),
  verify: Object.keys({ ...verifySettings, targets: true } satisfies Keys<VerifyConfig>),
  validate: Object.keys({
    view: true,
    strict: true,
    shape: true,
    operation: true,
    lines: true,
  } satisfies Keys<ValidateConfig>),
  serve: Object.keys({
    port: true,
    host: true,
    scenario: true,
    speed: true,
    state: true,
    adminPort: true,
    cors: true,
    log: true,
  } satisfies Keys<ServeConfig>),
  drift: Object.keys({
    spec: true,
    edition: true,
    failOn: true,
    format: true,
    out: true,
  } satisfies Keys<DriftConfig>),
};

/** What may stand in a target, by its role, which is a key itself. */
export const TARGET_KEYS = {
  validator: Object.keys({
    ...ofTargets,
    ...{ validator: true, mode: true, view: true, shape: true },
  } satisfies Keys<ValidatorTarget>),
  client: Object.keys({ ...ofTargets, client: true, operation: true } satisfies Keys<ClientTarget>),
  server: Object.keys({
    ...ofTargets,
    ...{ server: true, task: true, setup: true, operation: true, mode: true, follow: true },
  } satisfies Keys<ServerTarget>),
} as const;

export const ROLES = Object.keys(TARGET_KEYS) as readonly Role[];
