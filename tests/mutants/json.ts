/** JSON as the implementations here need it: integers of any size are kept, as bigints where a number cannot. */

export type Json = null | boolean | number | bigint | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

/** Compact JSON. Members that are undefined are left out; bigints become digits. */
export function writeJson(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(writeJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).filter(([, held]) => held !== undefined);
  return `{${members.map(([name, held]) => `${JSON.stringify(name)}:${writeJson(held)}`).join(',')}}`;
}

const TOKEN =
  /[ \t\n\r]*(?:([{}[\],:])|("[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*")|(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)|(true|false|null))/y;

/**
 * Reads one JSON text and nothing around it. An object has no prototype; of two members of one name the last counts.
 * @throws {SyntaxError} where the text is no JSON
 */
export function readJson(text: string): unknown {
  let at = 0;

  function token(): RegExpExecArray {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (found === null) throw new SyntaxError(`No JSON at offset ${at}`);
    at = TOKEN.lastIndex;
    return found;
  }

  function punctuation(found: RegExpExecArray, allowed: string): string {
    const mark = found[1];
    if (mark === undefined || !allowed.includes(mark))
      throw new SyntaxError(`${allowed} wanted before ${at}`);
    return mark;
  }

  function value(found: RegExpExecArray): unknown {
    const [, mark, string, number, word] = found;
    if (string !== undefined) return JSON.parse(string);
    if (number !== undefined) return numberOf(number);
    if (word !== undefined) return JSON.parse(word);
    if (mark === '{') return object();
    if (mark === '[') return list();
    throw new SyntaxError(`A value wanted before ${at}`);
  }

  function object(): unknown {
    const members: Record<string, unknown> = Object.create(null);
    for (let found = token(), first = true; !(first && found[1] === '}'); found = token(), first = false) {
      if (found[2] === undefined) throw new SyntaxError(`A name wanted before ${at}`);
      punctuation(token(), ':');
      members[JSON.parse(found[2])] = value(token());
      if (punctuation(token(), ',}') === '}') break;
    }
    return members;
  }

  function list(): unknown {
    const items: unknown[] = [];
    for (let found = token(), first = true; !(first && found[1] === ']'); found = token(), first = false) {
      items.push(value(found));
      if (punctuation(token(), ',]') === ']') break;
    }
    return items;
  }

  const document = value(token());
  if (/[^ \t\n\r]/.test(text.slice(at))) throw new SyntaxError(`More text at offset ${at}`);
  return document;
}

/** A literal that means a whole number keeps its value, however it is written. */
function numberOf(literal: string): number | bigint {
  const number = Number(literal);
  if (Number.isSafeInteger(number) || !Number.isInteger(number)) return number;
  const [, sign = '', digits = '', fraction = '', exponent = '0'] =
    /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([-+]?[0-9]+))?$/.exec(literal) ?? [];
  const zeros = Number(exponent) - fraction.length;
  // What is larger than this is no integer of any width; nor is what has digits behind the point.
  return zeros < 0 || zeros > 40 ? number : BigInt(`${sign}${digits}${fraction}${'0'.repeat(zeros)}`);
}
