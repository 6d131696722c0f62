import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Contract } from '../../codegen/contract.js';
import { loadSpec, type SpecDocument } from '../../codegen/load.js';
import { lower } from '../../codegen/lower/index.js';
import { type Problem, problemText, type Result } from '../../codegen/problems.js';

/** Files by their paths; the spec is `spec.yaml` unless a test says otherwise. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Writes files into a folder that is gone after the test. */
export async function folderOf(files: Files): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'neptune-contract-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

export async function load(files: Files | string, edition?: string): Promise<Result<SpecDocument>> {
  const folder = await folderOf(typeof files === 'string' ? { 'spec.yaml': files } : files);
  return loadSpec(join(folder, 'spec.yaml'), edition === undefined ? {} : { edition });
}

export async function lowered(files: Files | string, edition?: string): Promise<Result<Contract>> {
  const loaded = await load(files, edition);
  return loaded.ok ? lower(loaded.value) : loaded;
}

export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problems.map(problemText).join('\n'));
  return result.value;
}

export function problemsOf<T>(result: Result<T>): readonly Problem[] {
  return result.ok ? [] : result.problems;
}

/** A document with one operation, whose output has the members given as YAML. */
export function withMembers(members: string, schemas = ''): string {
  return document(
    ['Output:', '  type: object', '  properties:', indented(members, 4), schemas]
      .filter((part) => part !== '')
      .join('\n'),
  );
}

/** A document with one operation, with the component schemas given; one of them is `Output`. */
export function document(schemas: string, operation = '', root = ''): string {
  return `openapi: 3.1.0
info: { title: Test, version: '1' }
${root}
paths:
  /things/{id}:
    get:
      operationId: GetThing
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        '200':
          description: It is there.
          content: { application/json: { schema: { $ref: '#/components/schemas/Output' } } }
${indented(operation, 6)}
components:
  schemas:
${indented(schemas, 4)}
`;
}

export function indented(text: string, by: number): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(by) + line))
    .join('\n');
}
