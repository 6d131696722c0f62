import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Generated, type GenerateOptions, generate } from '../../codegen/pipeline.js';
import type { GeneratedFile } from '../../codegen/print.js';
import { type Problem, problemText, type Result } from '../../codegen/problems.js';
import { complaints, outline } from './inspect.js';

/** What comes of a spec whose files are given; the spec is `spec.yaml`. */
export async function generateFrom(
  files: Readonly<Record<string, string>>,
  options: GenerateOptions = {},
): Promise<Result<Generated>> {
  const folder = await mkdtemp(join(tmpdir(), 'neptune-contract-hostile-'));
  try {
    for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
    return await generate(join(folder, 'spec.yaml'), options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The files that depend on the spec. */
export function ownFiles({ files }: Generated): readonly GeneratedFile[] {
  return files.filter((file) => !file.path.startsWith('runtime/'));
}

export function accepted(result: Result<Generated>): Generated {
  if (!result.ok) throw new Error(result.problems.map(problemText).join('\n'));
  return result.value;
}

/** What is wrong with a refusal: each problem says where it is, and what to do, in characters that can be seen. */
export function unclear(problems: readonly Problem[]): readonly string[] {
  const texts = problems.map(problemText);
  return texts.filter(
    (text) => !/^\S+\.yaml:\d+:\d+ {2}\S/.test(text) || /\p{Cc}|[\u2028\u2029\u202e]/u.test(text),
  );
}

/** What is wrong with code: as text, and beside the code of a harmless spec that has the same form. */
export function differences(generated: Generated, twin: Generated | undefined): readonly string[] {
  const files = ownFiles(generated);
  const twins = new Map((twin?.files ?? []).map((file) => [file.path, file]));
  const others = files.filter((file) => {
    const other = twins.get(file.path);
    return other !== undefined && file.path.endsWith('.ts') && outline(other) !== outline(file);
  });
  return [...complaints(files), ...others.map((file) => `${file.path}: other syntax than its harmless twin`)];
}
