import type { Emission, EmittedFile } from './emitter.js';

/** runtime/: what no contract changes, carried along so that the output depends on nothing. */
export function runtime({ runtime: files }: Emission): readonly EmittedFile[] {
  return files.map((file) => ({ ...file, path: `runtime/${file.path}` }));
}
