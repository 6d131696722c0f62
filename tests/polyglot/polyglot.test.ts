import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Contract } from '../../codegen/contract.js';
import { type Polyglot, polyglot, provenLanguages } from '../../codegen/emitters/polyglot/index.js';
import { generate } from '../../codegen/pipeline.js';
import { accepted, generateFrom } from '../hostile/generating.js';
import { filled, holes } from '../hostile/holes.js';
import { breakers, harmlessTwin } from '../hostile/texts.js';
import { contractOf, SPECS } from '../support/contracts.js';
import { codeOf } from './code-of.js';

/** `HOSTILE=all` tries every text. */
const { HOSTILE } = process.env;

const HEADING = 'Generated. Do not edit.';

function filesOf(made: Polyglot): Readonly<Record<string, string>> {
  if (!made.ok) throw new Error(JSON.stringify(made.refusals));
  return Object.fromEntries(made.files.map(({ path, text }) => [path, text]));
}

test('names are the model’s, and so are the texts', async () => {
  const contract = await contractOf(SPECS.task);
  for (const { name } of provenLanguages) {
    const files = filesOf(await polyglot(contract, name, HEADING));
    const all = Object.values(files).join('\n');
    for (const shape of contract.shapes) {
      expect(all).toMatch(new RegExp(`(class|type|struct|enum) ${shape.name}\\b`));
      if (shape.kind === 'enum') for (const { value } of shape.values) expect(all).toContain(`"${value}"`);
      else if ('members' in shape)
        for (const member of shape.members) expect(all).toContain(`"${member.name}`);
      expect(all.replace(/\s+(\/\/\/?|\*|#)?\s*/g, ' ')).toContain(shape.doc.split(/[^\w ,]/)[0]);
    }
    expect(filesOf(await polyglot(contract, name, HEADING)), 'deterministic').toEqual(files);
    expect(filesOf(await polyglot(contract, `${name}:strict`, HEADING))).not.toEqual(files);
  }
});

/** One text wherever texts of a spec come into other languages. */
async function contractWith(text: string): Promise<Contract> {
  const some = holes.filter(({ kind }) => ['doc', 'member', 'tag', 'value'].includes(kind));
  const texts = some.map(({ kind, id }, i) => [id, kind === 'doc' ? text : `${text}${i}`]);
  return accepted(await generateFrom(filled(Object.fromEntries(texts)), { targets: [] })).contract;
}

/** Go needs it for names that no tag can hold, which a text may have and its twin has not. */
function withoutMarshal(code: string): string {
  return code.replace(/func \(s \w+\) MarshalJSON.*?return json.Marshal\(members\) \} /g, '');
}

test('hostile texts stay texts', async () => {
  for (const [title, text] of Object.entries(breakers).filter((_, i) => HOSTILE === 'all' || i % 3 === 0)) {
    const hostile = await contractWith(text);
    const harmless = await contractWith(harmlessTwin(text));
    for (const { name, refuses } of provenLanguages) {
      const made = await polyglot(hostile, name, HEADING);
      if (!made.ok) {
        expect(refuses(text), `${name}: ${title}`).toBeDefined();
        continue;
      }
      const twin = filesOf(await polyglot(harmless, name, HEADING));
      for (const [path, file] of Object.entries(filesOf(made))) {
        const [code, other] = [file, twin[path] ?? ''].map((each) => withoutMarshal(codeOf(name, each)));
        expect(code, `${path}: ${title}`).toBe(other);
      }
    }
  }
});

test('generate makes what is asked for, and says what there is', async () => {
  const python = accepted(await generate(SPECS.task, { targets: ['python'] }));
  expect(python.files.map(({ path }) => path)).toEqual(['python/contract.py']);
  const both = accepted(await generate(SPECS.task, { targets: ['typescript', 'go:strict', 'csharp'] }));
  const paths = both.files.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(['types.ts', 'go/contract.go', 'csharp/contract.cs']));
  const unknown = await generate(SPECS.task, { targets: ['cobol'] });
  expect(unknown).toMatchObject({ ok: false, problems: [{ code: 'unsupported' }] });
});

test('the name of a spec’s file is text, too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'neptune-contract-polyglot-'));
  try {
    const name = 'a\nimport os #.yaml';
    for (const [path, text] of Object.entries(filled()))
      await writeFile(join(folder, path === 'spec.yaml' ? name : path), text);
    const made = accepted(await generate(join(folder, name), { targets: ['python', 'typescript'] }));
    for (const { path, text } of made.files)
      if (/\.(ts|py)$/.test(path)) expect(text.split('\n')[0]).toMatch(/^(\/\/|#) Generated .*import os/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** Names that our code in some language means something by, and what would be declared under them. */
const KEPT_NAMES: Readonly<Record<string, readonly RegExp[]>> = {
  python: [/^ {4}staticmethod:/m, /^class ValueError\b/m],
  go: [/^\t(Unm|M)arshalJSON /m],
  java: [/^ {4}public \S+ (com|java|unknownMembers);$/m, /public class (Deprecated|EmptyName)\b/],
  rust: [/^pub (struct|enum) (Serializer|Deserializer|SerializeMap) /m],
};

test('nothing is named as what the code of a language means by a name', async () => {
  const members = ['staticmethod', 'com', 'java', 'marshalJSON', 'unmarshalJSON', 'unknownMembers'];
  const held = members.map((name) => `${name}: {type: string, deprecated: true}`).join(', ');
  const shapes = ['Deprecated', 'EmptyName', 'Serializer', 'Deserializer', 'SerializeMap', 'ValueError'];
  const contract = accepted(
    await generateFrom(
      {
        'spec.yaml': `{openapi: 3.1.0, info: {title: T, version: '1'}, paths: {}, components: {schemas: {
          P: {type: object, properties: {${held}}},
          U: {type: object, minProperties: 1, maxProperties: 1, x-tagged-union: {}, properties: {${held}}},
          ${shapes.map((name) => `${name}: {type: object, properties: {d: {type: string}}}`).join(',\n')}}}}`,
      },
      { targets: [] },
    ),
  ).contract;
  for (const { name } of provenLanguages) {
    const all = Object.values(filesOf(await polyglot(contract, name, HEADING))).join('\n');
    for (const kept of KEPT_NAMES[name] ?? []) expect(all, name).not.toMatch(kept);
    for (const member of members) expect(all, name).toContain(`"${member}`);
  }
});

test('no part of a description is a test of Rust’s documentation', async () => {
  const doc =
    'Doc.\n\n```\npanic!();\n```\n\n~~~rust\npanic!();\n~~~\n\n    panic!();\n\n-     panic!();\n\n> ```\n> panic!();';
  const schema = {
    type: 'object',
    description: doc,
    properties: { a: { type: 'string', description: doc } },
  };
  const spec = {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {},
    components: { schemas: { P: schema } },
  };
  const { contract } = accepted(await generateFrom({ 'spec.yaml': JSON.stringify(spec) }, { targets: [] }));
  const lines = Object.values(filesOf(await polyglot(contract, 'rust', HEADING)))
    .join('\n')
    .split('\n');
  const comments = lines.filter((line) => /^\s*\/\/\//.test(line));
  expect(comments.filter((line) => line.includes('panic!'))).toHaveLength(10);
  expect(comments.filter((line) => /`{3}|~{3}|\/\/\/.* {2}/.test(line))).toEqual([]);
});
