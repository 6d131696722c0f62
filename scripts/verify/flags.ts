import { readFile } from 'node:fs/promises';
import {
  type Limitation,
  limitationNamed,
  parseLimitations,
  type ReplayToken,
  type RunOptions,
  usageError,
} from '../../tests/conformance/index.js';
import { parseShard } from '../../tests/conformance/shard.js';
import type { ReportFile } from '../commands/report-option.js';
import { fileReason } from '../file-reasons.js';

type Level = NonNullable<RunOptions['level']>;

/** What the options of all targets come to. */
export interface Flags {
  readonly runs: number;
  readonly seed?: number;
  readonly replay?: ReplayToken;
  readonly only?: readonly string[];
  readonly level: Lowercase<Level>;
  readonly limitation?: readonly string[];
  readonly known?: string;
  readonly timeout: number;
  readonly timeBudget: number;
  readonly concurrency: number;
  readonly shard?: string;
  readonly baseline?: string;
  readonly report?: readonly ReportFile[];
  readonly snippets?: boolean;
  readonly json?: true;
}

export interface ValidatorFlags extends Flags {
  readonly mode: 'strict' | 'tolerant';
  readonly view: 'wire' | 'decoded';
  readonly shape?: string;
}

export interface ClientFlags extends Flags {
  readonly operation?: string;
  readonly dryRun?: true;
}

export interface ServerFlags extends Flags {
  readonly task?: readonly string[];
  readonly setup?: string;
  readonly operation?: string;
  readonly mode: 'strict' | 'tolerant';
  readonly follow: number;
}

export function runOptionsOf(flags: Flags): RunOptions {
  const { runs, seed, replay, only, level, timeout, timeBudget, concurrency, shard } = flags;
  return {
    runs,
    timeout,
    timeBudget,
    concurrency,
    level: level.toUpperCase() as Level,
    ...(seed === undefined ? {} : { seed }),
    ...(shard === undefined ? {} : { shard: parseShard(shard) }),
    ...(replay === undefined ? {} : { replay }),
    ...(only === undefined ? {} : { only }),
  };
}

/** Throws a usage error where a file of them cannot be read. */
export async function limitationsOf({ limitation = [], known }: Flags): Promise<readonly Limitation[]> {
  const named = limitation.map(limitationNamed);
  if (known === undefined) return named;
  const text = await readFile(known, 'utf8').catch((error: unknown) => {
    throw usageError(
      `The limitations ${known} cannot be read: ${fileReason(error)}. Give another file with --known.`,
    );
  });
  return [...named, ...parseLimitations(text, known)];
}
