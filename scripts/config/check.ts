import type { Found } from './find.js';
import type { Config } from './index.js';
import { ROLES, type Role, SECTION_KEYS, type Section, TARGET_KEYS } from './keys.js';
import { placeIn } from './place.js';
import { type ConfigProblem, configError, type Path } from './problems.js';

/** A config whose keys are all known; what they hold is read by the options that they stand for. */
export interface CheckedConfig {
  readonly file: string;
  readonly config: Config;
}

export type Mapping = Readonly<Record<string, unknown>>;

/** Throws a usage error where a key is unknown, or something is no mapping that has to be one. */
export function checked({ file, value }: Found): CheckedConfig {
  if (!isMapping(value))
    throw configError({
      ...{ code: 'no-object', place: file, path: [] },
      exported: !file.endsWith('.json'),
    });
  const keys = Object.keys(SECTION_KEYS) as readonly Section[];
  known(file, value, [], keys);
  for (const section of keys) {
    const held = value[section];
    if (held === undefined) continue;
    const parts = section === 'generate' && Array.isArray(held) ? held.entries() : [[null, held] as const];
    for (const [at, part] of parts)
      known(file, part, at === null ? [section] : [section, at], SECTION_KEYS[section]);
  }
  const targets = (value['verify'] as Mapping | undefined)?.['targets'];
  if (targets !== undefined) checkTargets(file, targets);
  return { file, config: value as Config };
}

function checkTargets(file: string, targets: unknown): void {
  const path = ['verify', 'targets'];
  for (const [name, target] of Object.entries(mapping(file, targets, path))) {
    const at = [...path, name];
    known(file, target, at, TARGET_KEYS[roleOf(file, mapping(file, target, at), at)]);
  }
}

function roleOf(file: string, target: Mapping, path: Path): Role {
  const roles = ROLES.filter((role) => target[role] !== undefined);
  const [role, ...others] = roles;
  if (role !== undefined && others.length === 0) return role;
  const every = [...new Set(Object.values(TARGET_KEYS).flat())];
  // A role that is misspelt is a key that nobody knows.
  known(file, target, path, every);
  throw problemIn(file, { code: 'role', path, roles });
}

function known(file: string, value: unknown, path: Path, keys: readonly string[]): void {
  for (const key of Object.keys(mapping(file, value, path)))
    if (!keys.includes(key))
      throw problemIn(file, { code: 'unknown-key', path: [...path, key], known: keys });
}

function mapping(file: string, value: unknown, path: Path): Mapping {
  if (isMapping(value)) return value;
  throw problemIn(file, { code: 'no-object', path, exported: false });
}

type Placeless<T> = T extends { readonly place: string; readonly path: Path } ? Omit<T, 'place'> : never;

export function problemIn(file: string, problem: Placeless<ConfigProblem>): Error {
  return configError({ ...problem, place: placeIn(file, problem.path) });
}

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
