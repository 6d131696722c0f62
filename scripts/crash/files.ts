import type { GeneratedFile } from '../../codegen/print.js';

/** A set of files: most differ from set to set, some stay, some are in one alone. */
export function filesOf(set: string): readonly GeneratedFile[] {
  return [
    ...Array.from({ length: 60 }, (_, i) => ({
      path: `part-${i % 5}/file-${i}.ts`,
      text: long(`${set} ${i}`),
    })),
    { path: 'same.ts', text: 'export const same = 1;\n' },
    { path: `only/in-${set}.ts`, text: long(set) },
  ];
}

function long(word: string): string {
  return `// ${word}\n`.repeat(500);
}
