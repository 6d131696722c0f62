/**
 * The generator in a bundler: the folder is brought up to date when a build begins, and again when the spec changes
 * while it is watched. A broken spec is an error of the build, with its place.
 *
 * ```ts
 * // vite.config.ts
 * import { vite as contract } from 'neptune-contract/plugin';
 * export default { plugins: [contract({ spec: 'api.openapi.yaml', out: 'src/api' })] };
 * ```
 *
 * @module
 */
import { resolve } from 'node:path';
import { createUnplugin } from 'unplugin';
import { type BuildOptions, type BuildResult, build } from '../build.js';
import { problemText } from '../problems.js';
import { filesToWatch } from '../watched-files.js';
import { whenQuiet } from '../when-quiet.js';
import { writeProblemText } from '../write/problems.js';

export type { BuildOptions } from '../build.js';

/** What Vite, Rollup, Rolldown and esbuild take for a plugin; what it does is their affair. */
export interface NamedPlugin {
  readonly name: string;
}

/** What esbuild takes for a plugin. */
export interface EsbuildPlugin extends NamedPlugin {
  /** Called by esbuild, once. */
  setup(build: unknown): unknown;
}

/** What webpack and Rspack take for a plugin. */
export interface CompilerPlugin {
  /** Called by the compiler, once. */
  apply(compiler: unknown): void;
}

/** Of the server that Vite runs for development, what the plugin needs. */
interface DevServer {
  readonly config: { readonly logger: { error(text: string): void } };
  readonly ws: { send(message: object): void };
}

/** An error as bundlers show it: with the place in the spec. */
interface BuildError extends Error {
  id?: string;
  loc?: { readonly file: string; readonly line: number; readonly column: number };
}

const NAME = 'neptune-contract';

const plugins = createUnplugin((options: BuildOptions) => {
  let watched: ReadonlySet<string> = new Set();
  let server: DevServer | undefined;
  let add = (_path: string): void => undefined;

  async function generated(): Promise<BuildError | null> {
    const result = await build(options);
    watched = new Set(filesToWatch(options.spec, result, watched).map((path) => resolve(path)));
    return result.ok ? null : errorOf(result);
  }

  const again = whenQuiet(async () => {
    try {
      const error = await generated();
      for (const path of watched) add(path);
      if (error !== null) show(error);
    } catch (error) {
      show(error instanceof Error ? error : new Error(String(error)));
    }
  });

  function show({ message, id, loc }: BuildError): void {
    server?.config.logger.error(message);
    server?.ws.send({ type: 'error', err: { message, stack: '', id, loc, plugin: NAME } });
  }

  return {
    name: NAME,
    async buildStart() {
      const error = await generated();
      // Also where it failed: the build begins again when the spec is mended.
      for (const path of watched) this.addWatchFile(path);
      if (error !== null) throw error;
    },
    // Bundlers that watch begin a build again; the development server of Vite does not.
    watchChange(id) {
      if (server === undefined || !watched.has(resolve(id))) return;
      add = (path) => this.addWatchFile(path);
      again.changed();
    },
    buildEnd: () => again.close(),
    vite: {
      configureServer(started) {
        server = started;
      },
    },
  };
});

function errorOf(result: Extract<BuildResult, { ok: false }>): BuildError {
  if (result.kind === 'folder') return new Error(writeProblemText(result.problem));
  const [first] = result.problems;
  const error: BuildError = new Error(result.problems.map(problemText).join('\n'));
  // The stack leads into the generator, where nothing is wrong.
  error.stack = error.message;
  if (first === undefined) return error;
  const file = resolve(first.file);
  // Bundlers count columns from 0.
  return Object.assign(error, { id: file, loc: { file, line: first.line, column: first.column - 1 } });
}

/** The plugin for Vite; its development server generates again when the spec changes. */
export const vite: (options: BuildOptions) => NamedPlugin = one(plugins.vite);
/** The plugin for Rollup. */
export const rollup: (options: BuildOptions) => NamedPlugin = one(plugins.rollup);
/** The plugin for Rolldown. */
export const rolldown: (options: BuildOptions) => NamedPlugin = one(plugins.rolldown);
/** The plugin for esbuild. */
export const esbuild: (options: BuildOptions) => EsbuildPlugin = (options) =>
  plugins.esbuild(options) as EsbuildPlugin;
/** The plugin for webpack. */
export const webpack: (options: BuildOptions) => CompilerPlugin = plugins.webpack;
/** The plugin for Rspack. */
export const rspack: (options: BuildOptions) => CompilerPlugin = plugins.rspack;

/** A bundler may take several plugins for one; ours is one. */
function one(make: (options: BuildOptions) => NamedPlugin | readonly NamedPlugin[]) {
  return (options: BuildOptions): NamedPlugin => {
    const made = make(options);
    const [first] = 'name' in made ? [made] : made;
    if (first === undefined) throw new Error('the bundler got no plugin');
    return first;
  };
}
