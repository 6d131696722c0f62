/** The languages beside TypeScript whose output is compiled and tried, by the names that `--target` takes. */
export const provenTargets = ['python', 'go', 'java', 'rust'] as const;

/** Those that are left to quicktype as it is. */
export const otherTargets = ['cpp', 'csharp', 'dart', 'kotlin', 'php', 'ruby', 'scala3', 'swift'] as const;

/** All that a target may be. Behind `:strict` the types are closed. */
export const targetNames: readonly string[] = [
  'typescript',
  ...provenTargets.flatMap((name) => [name, `${name}:strict`]),
  ...otherTargets,
];
