import { existsSync, statSync } from 'node:fs';
import { extname, parse, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { lilconfig } from 'lilconfig';
import type { ConfigProblem } from './problems.js';

const NAME = 'neptune-contract';
const EXTENSIONS = ['.ts', '.js', '.mjs', '.json'];

/** A config as a file gave it: not looked at yet. */
export interface Found {
  /** The path, as a person in the working folder would write it. */
  readonly file: string;
  readonly value: unknown;
}

/**
 * The config file that was asked for, or the nearest one upwards from the working folder; null where there is none.
 * Throws a usage error where it cannot be read.
 */
export async function findConfig(wanted: string | undefined): Promise<Found | null> {
  const explorer = lilconfig(NAME, {
    searchPlaces: EXTENSIONS.map((extension) => `${NAME}.config${extension}`),
    stopDir: parse(process.cwd()).root,
    ignoreEmptySearchPlaces: false,
    cache: false,
    loaders: { '.json': json, '.js': module, '.mjs': module, '.ts': typescript },
  });
  if (wanted !== undefined) await refuse(wanted);
  const found = await (wanted === undefined ? explorer.search() : explorer.load(wanted));
  return found === null ? null : { file: shown(found.filepath), value: found.config as unknown };
}

async function refuse(file: string): Promise<void> {
  if (!EXTENSIONS.includes(extname(file))) throw await failure({ code: 'no-config-file', file });
  if (!existsSync(file)) throw await failure({ code: 'missing', file, reason: 'there is no such file' });
  if (!statSync(file).isFile()) throw await failure({ code: 'missing', file, reason: 'it is no file' });
}

/** Only where something is wrong its words are loaded. */
async function failure(problem: ConfigProblem): Promise<Error> {
  return (await import('./problems.js')).configError(problem);
}

async function json(path: string, content: string): Promise<unknown> {
  try {
    return JSON.parse(content) as unknown;
  } catch {
    // Which says where, in the same words for every version of Node.
    const { parseJson } = await import('../../generated/runtime/json.js');
    const parsed = parseJson(content);
    const place = parsed.ok ? shown(path) : `${shown(path)}:${parsed.line}:${parsed.column}`;
    throw await failure({ code: 'syntax', place, expected: parsed.ok ? 'JSON' : parsed.expected });
  }
}

async function module(path: string): Promise<unknown> {
  return loaded(path, async () => {
    const namespace = (await import(pathToFileURL(path).href)) as { readonly default?: unknown };
    return namespace.default;
  });
}

/** What it imports is loaded with it, and counts: the options that come of it are what generated code depends on. */
async function typescript(path: string): Promise<unknown> {
  return loaded(path, async () => {
    const { createJiti } = await import('jiti');
    // The package need not be installed where the config is: `npx` has it elsewhere.
    const alias = { [`${NAME}/config`]: fileURLToPath(new URL('./index', import.meta.url)) };
    return createJiti(import.meta.url, { moduleCache: false, alias }).import(path, { default: true });
  });
}

async function loaded(path: string, load: () => Promise<unknown>): Promise<unknown> {
  try {
    return await load();
  } catch (error) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw await failure({ code: 'throws', file: shown(path), message });
  }
}

function shown(path: string): string {
  return relative('', resolve(path)) || path;
}
