/**
 * What a project repeats, in `neptune-contract.config.ts` (or `.js`, `.mjs`, `.json`):
 *
 * ```ts
 * import { defineConfig } from 'neptune-contract/config';
 *
 * export default defineConfig({ generate: { spec: 'api.openapi.yaml', out: 'src/api' } });
 * ```
 *
 * The keys are the options of the commands. What the command line says wins. Paths are relative to the config file.
 *
 * @module
 */

/** The config of a project; a section for each command that takes one. */
export interface Config {
  /** One generation, or several, which `generate` carries out one after the other. */
  readonly generate?: GenerateConfig | readonly GenerateConfig[];
  /** What holds for each target, and the targets of `verify`. */
  readonly verify?: VerifyConfig;
  /** How responses are captured here. */
  readonly validate?: ValidateConfig;
  /** The local service. */
  readonly serve?: ServeConfig;
  /** What is compared with official models, and what fails. */
  readonly drift?: DriftConfig;
}

/** The options of `generate`. */
export interface GenerateConfig {
  /** An OpenAPI document, a Smithy JSON AST or a `service-2.json` of botocore. Default: the packaged contract. */
  readonly spec?: string;
  /** The folder of what is generated. Default `generated`. */
  readonly out?: string;
  /** A later edition: `editions/NAME.overlay.yaml` beside the spec. */
  readonly edition?: string;
  /** Only these operations, and what they need. */
  readonly operation?: string | readonly string[];
  /** `typescript` (the default), `python`, `go:strict`... */
  readonly target?: string | readonly string[];
  /** Folders and files outside of the spec's folder that `$ref`s may lead to. */
  readonly allowRef?: string | readonly string[];
}

/** What all targets of `verify` have. */
export interface VerifySettings {
  /** Cases that each check tries. Default 100. */
  readonly runs?: number;
  /** The same seed tries the same cases. Default: another one each time. */
  readonly seed?: number;
  /** Only the checks of these clauses, rules, sites or check ids. */
  readonly only?: string | readonly string[];
  /** From which level on a finding fails the run. Default `must`. */
  readonly level?: 'must' | 'should' | 'info';
  /** Limitations that are declared by their names. */
  readonly limitation?: string | readonly string[];
  /** A YAML file of limitations, each with what it covers and a reason. */
  readonly known?: string;
  /** Milliseconds for one case. Default 5000. */
  readonly timeout?: number;
  /** Seconds for all of it. Default 600. */
  readonly timeBudget?: number;
  /** Checks that run at the same time. Default 1. */
  readonly concurrency?: number;
  /** Files of reports, by format. */
  readonly report?: Readonly<Partial<Record<'json' | 'junit' | 'sarif' | 'html', string>>>;
  /** Print counterexamples as code, too. */
  readonly snippets?: boolean;
}

/** The section of `verify`. */
export interface VerifyConfig extends VerifySettings {
  /** By name. `verify` tries all of them, `verify targets NAME` one. */
  readonly targets?: Readonly<Record<string, VerifyTarget>>;
}

/** An implementation to verify: what it is says in which role. */
export type VerifyTarget = ValidatorTarget | ClientTarget | ServerTarget;

/** What targets of every role have besides. */
export interface TargetSettings extends VerifySettings {
  /** What this file lists is known and fails no run; where there is none yet, it is written. */
  readonly baseline?: string;
}

/** `MODULE` or `MODULE#EXPORT`; or a program and its arguments, of which those that begin with `./` or `../` are paths. */
export type Implementation = string | readonly [program: string, ...args: string[]];

/** A validator, as `verify validator` takes it. */
export interface ValidatorTarget extends TargetSettings {
  /** The function, the Standard Schema or the program. */
  readonly validator: Implementation;
  /** What it should take. Default `tolerant`. */
  readonly mode?: 'tolerant' | 'strict';
  /** Whether it is one of parsed JSON or of decoded values. Default `wire`. */
  readonly view?: 'wire' | 'decoded';
  /** The shape it is for. Default: the operation's output. */
  readonly shape?: string;
}

/** A client, as `verify client` takes it. */
export interface ClientTarget extends TargetSettings {
  /** The function or the program. */
  readonly client: Implementation;
  /** The operation it calls. Default: the only one. */
  readonly operation?: string;
}

/** A running server, as `verify server` takes it. */
export interface ServerTarget extends TargetSettings {
  /** The address, such as `http://127.0.0.1:8080`. */
  readonly server: string;
  /** What exists there: identifiers, or inputs. */
  readonly task?: string | readonly (string | Readonly<Record<string, unknown>>)[];
  /** A module that exports `setup(api)`. */
  readonly setup?: string;
  /** The operation. Default: the only one. */
  readonly operation?: string;
  /** What it may answer. Default `strict`. */
  readonly mode?: 'strict' | 'tolerant';
  /** Seconds for which tasks are followed that still change. Default 20. */
  readonly follow?: number;
}

/** The options of `validate`. */
export interface ValidateConfig {
  /** The form in which responses were captured: `wire`, `boto3`, `cli`... Default `wire`. */
  readonly view?: string;
  /** Take only what the contract documents. */
  readonly strict?: boolean;
  /** The shape they are of. Default: the output, or the error that a response names. */
  readonly shape?: string;
  /** The operation that was called. Default: the only one. */
  readonly operation?: string;
  /** Each line is a response of its own. */
  readonly lines?: boolean;
}

/** The options of `serve`. */
export interface ServeConfig {
  /** The port. Default 8080; 0 takes any that is free. */
  readonly port?: number;
  /** The address to listen on. Default 127.0.0.1. */
  readonly host?: string;
  /** Names of scenarios, or YAML files. Default: one of each name. */
  readonly scenario?: string | readonly string[];
  /** How many seconds of a task pass in one. Default 60. */
  readonly speed?: number;
  /** A file that keeps the tasks across restarts. */
  readonly state?: string;
  /** A port of its own for what makes and moves tasks. */
  readonly adminPort?: number;
  /** The origin whose pages may ask and read; `true` for all. */
  readonly cors?: string | true;
  /** Whether each request is logged. Default true. */
  readonly log?: boolean;
}

/** The options of `drift`. */
export interface DriftConfig {
  /** The spec of the contract. Default: the packaged one. */
  readonly spec?: string;
  /** A later edition of it. */
  readonly edition?: string;
  /** Which differences exit 1. Default `any`. */
  readonly failOn?: 'any' | 'breaking' | 'breaking-clients' | 'breaking-servers' | 'never';
  /** How it is told. Default `text`. */
  readonly format?: 'text' | 'markdown' | 'json';
  /** A file for it. Default: standard output. */
  readonly out?: string;
}

/** Gives a config as it is, with its types to complete and to check it by. */
export function defineConfig(config: Config): Config {
  return config;
}
