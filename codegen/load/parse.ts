import type { Document, Node, ParsedNode } from 'yaml';
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { type Place, type Problem, problemAt, type Result } from '../problems.js';
import { maximumAliased, maximumDepth } from './limits.js';
import { escapeToken, type Tree } from './tree.js';

/**
 * Reads YAML 1.2 (which JSON is) and keeps where each value stands: a member at its key, an item at itself.
 * Numbers keep their value; duplicate keys, endless aliases and values that JSON has not are problems.
 *
 * @param file the name that problems give the file
 */
export function parseText(text: string, file: string): Result<Tree> {
  const lines = new LineCounter();
  const place = (offset: number, pointer: string): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1), pointer };
  };
  const document = isTooDeep(text) ? null : parseYaml(text, lines);
  const tooDeep: Result<Tree> = {
    ok: false,
    problems: [problemAt(place(0, ''), { code: 'too-deep', limit: maximumDepth })],
  };
  if (document === null) return tooDeep;
  // One mistake often makes the parser complain on many lines after it; the first is the one to mend.
  const error = document.errors[0] ?? document.warnings[0];
  if (error?.code === 'RESOURCE_EXHAUSTION') return tooDeep;
  if (error !== undefined) {
    const reason = error.message.split('\n')[0] ?? '';
    return { ok: false, problems: [problemAt(place(error.pos[0], ''), { code: 'syntax', reason })] };
  }
  if (document.contents === null) {
    return {
      ok: false,
      problems: [problemAt(place(0, ''), { code: 'syntax', reason: 'the file is empty' })],
    };
  }
  return toTree(document.contents, place);
}

/**
 * Whether brackets or indentation alone say that a text is nested too deep. The parser recurses, and near the end of
 * the stack an engine may end the process while it compiles a regular expression, instead of throwing.
 */
function isTooDeep(text: string): boolean {
  if (/^ {1200}|^(?:[-?] ){600}/m.test(text)) return true;
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\\n]|\\.)*"|[[\]{}]/g)) {
    if (token === '[' || token === '{') depth++;
    else if (token === ']' || token === '}') depth = Math.max(0, depth - 1);
    if (depth > maximumDepth) return true;
  }
  return false;
}

/** Null where the document is nested so deep that the parser runs out of stack. */
function parseYaml(text: string, lineCounter: LineCounter): Document.Parsed | null {
  try {
    return parseDocument(text, {
      version: '1.2',
      schema: 'core',
      intAsBigInt: true,
      lineCounter,
      prettyErrors: false,
      // Looked for below, where 200 and '200' are one key, and in linear time.
      uniqueKeys: false,
      logLevel: 'error',
    });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function toTree(contents: ParsedNode, placeOf: (offset: number, pointer: string) => Place): Result<Tree> {
  const problems: Problem[] = [];
  const anchors = new Map<string, Node>();
  const targets = new Map<Node, Node>();
  let aliased = 0;

  const convert = (
    node: Node | null,
    pointer: string,
    offset: number,
    depth: number,
    within: readonly Node[],
  ): Tree => {
    const place = placeOf(offset, pointer);
    const empty: Tree = { kind: 'scalar', place, value: null };
    if (depth > maximumDepth) {
      problems.push(problemAt(place, { code: 'too-deep', limit: maximumDepth }));
      return empty;
    }
    if (within.length > 0 && ++aliased > maximumAliased) {
      if (aliased === maximumAliased + 1) {
        problems.push(problemAt(place, { code: 'alias-limit', limit: maximumAliased }));
      }
      return empty;
    }
    if (node === null) return empty;
    if (isAlias(node)) {
      // An anchor may be given anew; an alias means the one before it, also where it is met again in an unfolding.
      const target = targets.get(node) ?? anchors.get(node.source);
      if (target !== undefined) targets.set(node, target);
      if (target === undefined) {
        const reason = `there is no anchor &${node.source} before this alias`;
        problems.push(problemAt(place, { code: 'syntax', reason }));
        return empty;
      }
      if (within.includes(target)) {
        problems.push(problemAt(place, { code: 'alias-cycle', alias: node.source }));
        return empty;
      }
      return convert(target, pointer, offset, depth, [...within, target]);
    }
    if (node.anchor !== undefined && within.length === 0) anchors.set(node.anchor, node);
    if (isScalar(node)) return { kind: 'scalar', place, value: scalar(node.value, place) };
    if (isSeq(node)) {
      const items = node.items.map((item, index) => {
        const child = item as Node | null;
        return convert(child, `${pointer}/${index}`, child?.range?.[0] ?? offset, depth + 1, within);
      });
      return { kind: 'array', place, items };
    }
    if (isMap(node)) {
      const members = new Map<string, Tree>();
      for (const { key, value } of node.items) {
        const keyNode = key as Node | null;
        const at = keyNode?.range?.[0] ?? offset;
        const name = keyText(keyNode);
        if (isScalar(keyNode) && keyNode.anchor !== undefined) anchors.set(keyNode.anchor, keyNode);
        const childPointer = `${pointer}/${escapeToken(name ?? '')}`;
        if (name === null) {
          problems.push(problemAt(placeOf(at, pointer), { code: 'not-json', what: 'keys but strings' }));
        } else if (members.has(name)) {
          problems.push(problemAt(placeOf(at, childPointer), { code: 'duplicate-key', key: name }));
        } else {
          members.set(name, convert(value as Node | null, childPointer, at, depth + 1, within));
        }
      }
      return { kind: 'object', place, members };
    }
    return empty;
  };

  const scalar = (value: unknown, place: Place): string | number | bigint | boolean | null => {
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
    if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    problems.push(problemAt(place, { code: 'not-json', what: `value ${String(value)}` }));
    return null;
  };

  const tree = convert(contents, '', contents.range[0], 0, []);
  return problems.length === 0 ? { ok: true, value: tree } : { ok: false, problems };
}

/** The key as JSON would write it: `200:` and `'200':` are the same. Null for a key that is a list or a map. */
function keyText(key: Node | null): string | null {
  if (key === null) return '';
  if (!isScalar(key)) return null;
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}
