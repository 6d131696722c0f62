/** Reads the values of keywords; one that has another type than it should is a problem, and counts as absent. */
import { entriesOf, itemsOf, type Tree } from '../load/tree.js';
import { problemAt, quoted, type Report } from '../problems.js';

export function readText(tree: Tree | undefined, what: string, report: Report): string | undefined {
  if (tree === undefined) return undefined;
  if (tree.kind === 'scalar' && typeof tree.value === 'string') return tree.value;
  return wrong(tree, what, 'a string', report);
}

export function readFlag(tree: Tree | undefined, what: string, report: Report): boolean | undefined {
  if (tree === undefined) return undefined;
  if (tree.kind === 'scalar' && typeof tree.value === 'boolean') return tree.value;
  return wrong(tree, what, 'true or false', report);
}

/** A length or a number of items. */
export function readCount(tree: Tree | undefined, what: string, report: Report): number | undefined {
  if (tree === undefined) return undefined;
  if (tree.kind === 'scalar' && Number.isSafeInteger(tree.value) && Number(tree.value) >= 0)
    return Number(tree.value);
  return wrong(tree, what, 'an integer of at least 0', report);
}

export function readNumber(tree: Tree | undefined, what: string, report: Report): number | undefined {
  if (tree === undefined) return undefined;
  if (tree.kind === 'scalar' && (typeof tree.value === 'number' || typeof tree.value === 'bigint')) {
    return Number(tree.value);
  }
  return wrong(tree, what, 'a number', report);
}

export function readInteger(tree: Tree | undefined, what: string, report: Report): bigint | undefined {
  if (tree === undefined) return undefined;
  if (tree.kind === 'scalar') {
    if (typeof tree.value === 'bigint') return tree.value;
    if (typeof tree.value === 'number' && Number.isInteger(tree.value)) return BigInt(tree.value);
  }
  return wrong(tree, what, 'an integer', report);
}

export function readTexts(
  tree: Tree | undefined,
  what: string,
  report: Report,
): readonly string[] | undefined {
  if (tree === undefined) return undefined;
  if (tree.kind !== 'array') return wrong(tree, what, 'a list of strings', report);
  return itemsOf(tree).flatMap((item) => readText(item, `an item of ${what}`, report) ?? []);
}

/** An object of strings. */
export function readTextMap(
  tree: Tree | undefined,
  what: string,
  report: Report,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  if (tree !== undefined && tree.kind !== 'object') wrong(tree, what, 'an object of strings', report);
  for (const [key, value] of entriesOf(tree)) {
    const text = readText(value, `${quoted(key)} of ${what}`, report);
    if (text !== undefined) texts.set(key, text);
  }
  return texts;
}

export function readChoice<T extends string>(
  tree: Tree | undefined,
  what: string,
  choices: readonly T[],
  report: Report,
): T | undefined {
  if (tree === undefined) return undefined;
  const found = choices.find((choice) => tree.kind === 'scalar' && tree.value === choice);
  return found ?? wrong(tree, what, choices.join(' or '), report);
}

/** The members of an object of ours, each known; an unknown one is a problem, and so is another value. */
export function readObject(
  tree: Tree | undefined,
  what: string,
  known: readonly string[],
  report: Report,
): ReadonlyMap<string, Tree> {
  if (tree === undefined) return new Map();
  if (tree.kind !== 'object') {
    wrong(tree, what, 'an object', report);
    return new Map();
  }
  for (const [key, value] of tree.members) {
    if (known.includes(key)) continue;
    const expected = `one of ${known.join(', ')}`;
    report(
      problemAt(value.place, {
        code: 'wrong-value',
        what: `a key of ${what}`,
        expected,
        received: quoted(key),
      }),
    );
  }
  return tree.members;
}

export function readItems(tree: Tree | undefined, what: string, report: Report): readonly Tree[] {
  if (tree !== undefined && tree.kind !== 'array') wrong(tree, what, 'a list', report);
  return itemsOf(tree);
}

/** What must be there, or a problem at what lacks it. */
export function demand<T>(
  value: T | undefined,
  owner: Tree,
  present: Tree | undefined,
  what: string,
  report: Report,
): T | undefined {
  if (value === undefined && present === undefined) {
    report(problemAt(owner.place, { code: 'missing', what, instead: 'Add it' }));
  }
  return value;
}

export function wrong(tree: Tree, what: string, expected: string, report: Report): undefined {
  report(problemAt(tree.place, { code: 'wrong-value', what, expected, received: received(tree) }));
  return undefined;
}

function received(tree: Tree): string {
  switch (tree.kind) {
    case 'object':
      return 'an object';
    case 'array':
      return 'a list';
    case 'scalar':
      return typeof tree.value === 'string' ? quoted(tree.value) : String(tree.value);
  }
}
