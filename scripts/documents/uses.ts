import type { Block } from './blocks.js';

/** What becomes of a block, so that it stays true. */
export type Use =
  /**
   * Each line is typed as it stands, and ends with 0, or as said. `given`: what was typed before. `needs`: a program
   * that Node does not bring. `beside`: what runs meanwhile in the same folder.
   */
  | {
      readonly kind: 'shell';
      readonly in: Place;
      readonly beside?: string;
      readonly given?: string;
      readonly needs?: string;
      readonly exits?: number;
    }
  /** Each line is typed, and ended with a Ctrl-C once it has said something. */
  | { readonly kind: 'lasting'; readonly in: Place }
  /** What follows `$` is typed, and what follows it is printed. */
  | { readonly kind: 'console'; readonly in: Place; readonly beside?: string; readonly exits: number }
  /** The reader puts it there. TypeScript compiles; what comes later uses it. */
  | { readonly kind: 'file'; readonly path: string; readonly from?: string }
  /** It stands in this file of the repository. */
  | { readonly kind: 'excerpt'; readonly of: string }
  /** What it says is part of this YAML or JSON document, as data. */
  | { readonly kind: 'part'; readonly of: string }
  /** A file that runs it, or reads it from the document. */
  | { readonly kind: 'tested'; readonly by: string }
  /** It is for reading, for a reason. */
  | { readonly kind: 'read'; readonly why: string };

/** A new project in which nothing but the package is installed, or the folder of a recipe beside it. */
export type Place = 'project' | `recipes/${string}`;

export interface BlockUse {
  /** How the block begins. */
  readonly begins: string;
  readonly use: Use;
}

const project = 'project';
const SERVER = 'node node_modules/neptune-contract/tests/recipes/first-server/server.mjs';
const SPEC = 'spec/get-import-task.openapi.yaml';

/** Every document with blocks, and its blocks in their order. */
export const USES: Readonly<Record<string, readonly BlockUse[]>> = {
  'README.md': [
    { begins: 'npm install --save-dev', use: { kind: 'shell', in: project } },
    { begins: 'npm ci && npm start', use: { kind: 'tested', by: '.ci/run' } },
    { begins: 'graphId:', use: { kind: 'excerpt', of: SPEC } },
    { begins: '/**\n * The graph', use: { kind: 'excerpt', of: 'generated/types.ts' } },
    { begins: 'if (graphId', use: { kind: 'excerpt', of: 'generated/validators/wire.ts' } },
    {
      begins: 'import {\n  decodeGetImportTaskResponse',
      use: { kind: 'file', path: 'src/client.ts', from: 'tests/recipes/client/client.ts' },
    },
    { begins: 'import { vite as contract }', use: { kind: 'file', path: 'vite.config.ts' } },
    {
      begins: 'import { defineConfig }',
      // Below, where no command of the other blocks looks for it.
      use: { kind: 'file', path: 'src/neptune-contract.config.ts' },
    },
    { begins: 'npx neptune-contract verify validator', use: { kind: 'shell', in: project } },
    { begins: 'node node_modules', use: { kind: 'lasting', in: project } },
    {
      begins: '$ npx neptune-contract verify server',
      use: { kind: 'console', in: project, beside: SERVER, exits: 1 },
    },
    { begins: "$ echo '{", use: { kind: 'console', in: project, exits: 1 } },
    { begins: 'npx neptune-contract serve --speed', use: { kind: 'lasting', in: project } },
    {
      begins: 'name: mine',
      use: { kind: 'file', path: 'mine.yaml', from: 'scripts/serve/example.yaml' },
    },
    { begins: 'npx neptune-contract serve --scenario', use: { kind: 'lasting', in: project } },
    { begins: 'import { createService', use: { kind: 'file', path: 'src/handler.ts' } },
    { begins: 'npx neptune-contract verify validator', use: { kind: 'shell', in: project } },
    { begins: 'npm install --save-dev @aws-sdk', use: { kind: 'shell', in: project } },
  ],
  'ARCHITECTURE.md': [
    { begins: 'spec/*.yaml', use: { kind: 'read', why: 'a picture' } },
    {
      begins: 'scripts ──▶',
      use: { kind: 'read', why: 'a picture; tests/repo/floors.test.ts says it as a rule' },
    },
  ],
  'CONTRIBUTING.md': [{ begins: 'npm ci ', use: { kind: 'tested', by: '.ci/run' } }],
  'spec/README.md': [
    ...['taskId:', 'ImportOptions:', 'progressPercentage:', 'x-invariants:'].map((begins) => ({
      begins,
      use: { kind: 'part' as const, of: SPEC },
    })),
    {
      begins: 'x-life-cycle:',
      use: { kind: 'read', why: 'a line for each key, shortened; the document has them all' },
    },
    { begins: '- shape:', use: { kind: 'part', of: SPEC } },
  ],
  'tests/conformance/SERVERS.md': [
    {
      begins: 'npx neptune-contract verify server',
      use: { kind: 'shell', in: project, beside: 'npx neptune-contract serve' },
    },
    {
      begins: '// setup.mjs',
      use: { kind: 'read', why: 'the admin routes are those of an imagined server' },
    },
    { begins: 'import { handlerServer', use: { kind: 'file', path: 'tests/server.ts' } },
  ],
  'tests/conformance/REPORTS.md': [
    { begins: 'npx neptune-contract verify client', use: { kind: 'shell', in: project } },
    {
      begins: 'npx neptune-contract report',
      use: { kind: 'shell', in: project, given: 'cp r.json python.json; cp r.json javascript.json' },
    },
    { begins: 'jobs:', use: { kind: 'tested', by: 'tests/suite/shards-example.test.ts' } },
    {
      begins: 'import { clientTarget',
      use: { kind: 'file', path: 'vitest/client.test.ts', from: 'tests/recipes/vitest/client.test.ts' },
    },
    { begins: 'jobs:', use: { kind: 'tested', by: 'tests/suite/shards-example.test.ts' } },
  ],
  'tests/conformance/PROTOCOL.md': [
    {
      begins: 'npx neptune-contract verify client',
      use: { kind: 'read', why: 'the forms of the command; no program of these names is there' },
    },
    { begins: '> {"hello"', use: { kind: 'tested', by: 'tests/repo/documents.test.ts' } },
    { begins: '"limitations"', use: { kind: 'tested', by: 'tests/repo/documents.test.ts' } },
    { begins: '- js-number', use: { kind: 'tested', by: 'tests/repo/documents.test.ts' } },
    { begins: 'import json', use: { kind: 'tested', by: 'tests/suite/dry-run.test.ts' } },
    { begins: 'import { createInterface', use: { kind: 'tested', by: 'tests/suite/dry-run.test.ts' } },
  ],
  'tests/sdks/README.md': [
    { begins: 'npm run sdks', use: { kind: 'read', why: 'it takes a quarter of an hour, and the network' } },
    {
      begins: 'npx neptune-contract',
      use: { kind: 'read', why: 'it needs what npm run sdks has installed' },
    },
  ],
  'tests/recipes/README.md': [
    { begins: 'npx tsc', use: { kind: 'shell', in: 'recipes/' } },
    {
      begins: 'npx neptune-contract verify server',
      use: { kind: 'shell', in: 'recipes/first-server', beside: 'node server.mjs', exits: 1 },
    },
    { begins: 'npm run build', use: { kind: 'shell', in: 'recipes/build-step' } },
    { begins: 'import { clientTarget', use: { kind: 'excerpt', of: 'tests/recipes/vitest/client.test.ts' } },
    { begins: 'npx vitest run', use: { kind: 'shell', in: 'recipes/vitest' } },
    { begins: 'npx neptune-contract verify client', use: { kind: 'shell', in: 'recipes/vitest' } },
    { begins: 'const service', use: { kind: 'excerpt', of: 'tests/recipes/msw/wait.test.ts' } },
    { begins: 'npx vitest run', use: { kind: 'shell', in: 'recipes/msw' } },
    { begins: "  sValidator('param'", use: { kind: 'excerpt', of: 'tests/recipes/hono/app.ts' } },
    { begins: 'npx vitest run', use: { kind: 'shell', in: 'recipes/hono' } },
    {
      begins: 'npx neptune-contract verify client --dry-run',
      use: { kind: 'shell', in: 'recipes/python', needs: 'python3' },
    },
    { begins: '$ node size.mjs', use: { kind: 'console', in: 'recipes/bundle', exits: 0 } },
  ],
};

/** The use of each block; undefined where nobody said what becomes of it. */
export function usesOf(document: string, blocks: readonly Block[]): readonly (Use | undefined)[] {
  const uses = USES[document] ?? [];
  return blocks.map(({ text }, at) => {
    const entry = uses[at];
    return entry !== undefined && text.startsWith(entry.begins) ? entry.use : undefined;
  });
}
