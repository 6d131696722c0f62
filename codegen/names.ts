/**
 * The only place where text of the model becomes text of code. Everything that an emitter prints and that
 * came from a spec passes through one of these functions, so hostile text stays text.
 */
import type { Contract, Mode } from './contract.js';

export type CodeView = 'wire' | 'decoded';

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** Words that no declaration may be named: keywords, and globals that the emitted code uses. */
const RESERVED: ReadonlySet<string> = new Set(
  `any arguments as async await bigint boolean break case catch class const continue debugger declare default
  delete do else enum eval export extends false finally for from function get if implements import in instanceof
  interface is keyof let module namespace never new null number object of package private protected public readonly
  require return set static string super switch symbol this throw true try type typeof undefined unique unknown var
  void while with yield
  Array ArrayBuffer BigInt Boolean Date Error Function Infinity JSON Map Math NaN Number Object Promise Proxy Readonly
  ReadonlyArray Record Reflect RegExp Set String Symbol TypeError Uint8Array Unknown globalThis isFinite isNaN
  path issues notices found value values result`.split(/\s+/),
);

/**
 * What no reader sees, or sees elsewhere than it stands: control characters, line separators, characters that turn
 * the direction of text, characters without a width, and lone surrogates.
 */
export const UNSEEN: RegExp =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\u{e0000}-\u{e007f}]/gu;

/** Where a script in a page would end, or be taken for a comment. */
const ENDS_SCRIPT = /<(?=\/?script|!--)/gi;

/** Each UTF-16 unit as four digits: what strings, templates, regular expressions and JSON have in common. */
function unitEscapes(text: string): string {
  return Array.from({ length: text.length }, (_, i) => unitEscape(text.charCodeAt(i))).join('');
}

function unitEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

/** Text that stands in single quotes as it is, as nearly all does: what of ASCII can be seen, but for `'`, `<` and `\\`. */
const PLAIN = /^[ -&(-;=-[\]-~]*$/;

/** A string literal in single quotes. What cannot be seen is escaped. */
export function quote(text: string): string {
  if (PLAIN.test(text)) return `'${text}'`;
  const escaped = text
    .replace(/[\\']/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replace(UNSEEN, unitEscapes)
    .replace(ENDS_SCRIPT, unitEscapes);
  return `'${escaped}'`;
}

/** A regular expression literal with the `u` flag. The pattern has compiled with that flag before. */
export function regex(pattern: string): string {
  const { source } = new RegExp(pattern, 'u');
  return `/${source.replace(UNSEEN, unitEscapes)}/u`;
}

/** A string as JSON text: the same value to every reader, in characters that can be seen. */
export function jsonString(text: string): string {
  return JSON.stringify(text).replace(UNSEEN, unitEscapes);
}

/** Text as a part of a URI; half a character, which no URI can hold, becomes U+FFFD. */
export function uriPart(text: string): string {
  return encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, '\ufffd'));
}

/** A member's name in a type or interface. */
export function typeKey(name: string): string {
  return IDENTIFIER.test(name) ? name : quote(name);
}

/** A member's name in an object literal; `__proto__` is computed, so that it is a member and no prototype. */
export function literalKey(name: string): string {
  return name === '__proto__' ? "['__proto__']" : typeKey(name);
}

/** The expression that reads a member. */
export function access(object: string, name: string): string {
  return IDENTIFIER.test(name) ? `${object}.${name}` : `${object}[${quote(name)}]`;
}

/** A JSON Pointer token (RFC 6901) of a member's name. */
export function pointerToken(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/**
 * Text for a documentation comment: it cannot end the comment, and a line of it cannot start a tag. What cannot be
 * seen is written as an escape. Wrapped at 100 columns.
 */
export function comment(text: string): string {
  return text
    .split(/\r\n|[\n\r\u2028\u2029\u0085\v\f]/)
    .map((line) => line.replaceAll('\t', ' ').replace(UNSEEN, unitEscapes))
    .map((line) => line.replaceAll('*/', '*\\/').replace(/<(?=\/script)/gi, '<\\'))
    .map((line) => line.replace(/^(\s*)@/, '$1\\@').trimEnd())
    .flatMap((line) => wrapped(line, 100, (word) => word.replace(/^@/, '\\@')))
    .join('\n')
    .trim();
}

/** Text for the rest of a line behind `//`. */
export function lineComment(text: string): string {
  return comment(text).replace(/\s*\n\s*/g, ' ');
}

/** The words of a line in lines of at most a width, where words allow it; `continued` is what a word becomes that begins one. */
export function wrapped(
  line: string,
  width: number,
  continued: (word: string) => string = (word) => word,
): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (longer.length > width && current !== '') {
      lines.push(current);
      current = continued(word);
    } else current = longer;
  }
  return [...lines, current];
}

/** `nodeId` or `NODE-ID` to `NodeId`-like words: letters and digits only, the first upper case. */
export function pascalCase(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^[A-Za-z]/.test(joined) ? joined : `X${joined}`;
}

/** The first run of capitals becomes lower case: `GetTask` to `getTask`, `ARN` to `arn`. */
export function camelCase(text: string): string {
  return pascalCase(text).replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (head) => head.toLowerCase());
}

/** `GetTaskOutput.nodeId` to `GET_TASK_OUTPUT_NODE_ID`. */
export function constantCase(text: string): string {
  const words = text
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  const joined = words.join('_').toUpperCase();
  return /^[A-Z]/.test(joined) ? joined : `X_${joined}`;
}

/**
 * Gives each key a name of its own: the wanted one, or the wanted one with the smallest number that is free.
 *
 * @param elsewhere more names that are taken; many may be, as they are not copied
 */
export function allocate(
  wanted: readonly string[],
  taken: Iterable<string> = [],
  elsewhere: ReadonlySet<string> = new Set(),
): readonly string[] {
  const used = new Set<string>([...RESERVED, ...taken]);
  return wanted.map((name) => {
    let free = name;
    for (let n = 2; used.has(free) || elsewhere.has(free); n++) free = `${name}${n}`;
    used.add(free);
    return free;
  });
}

/** The identifiers of one generated package; every name is unique in it. */
export interface Names {
  /** A shape's type: `Task`, `TaskStrict`, `TaskWire`, `TaskWireStrict`. */
  typeName(shape: string, view: CodeView, mode: Mode): string;
  /** A function about a shape's type: `isTaskWire` for the prefix `is`. */
  functionName(prefix: string, shape: string, view: CodeView, mode: Mode): string;
  /** What a helper private to a file would be named, for a shape: `taskMembers` for the suffix `Members`. Two may want one name. */
  helperName(shape: string, suffix: string): string;
  /** An operation's name as part of an identifier: `GetTask`. */
  operationName(operation: string): string;
}

export function suffixOf(view: CodeView, mode: Mode): string {
  return (view === 'wire' ? 'Wire' : '') + (mode === 'strict' ? 'Strict' : '');
}

/** Names for a contract's shapes. Shapes whose names differ only in what an identifier cannot hold get numbers. */
export function namesOf(contract: Contract): Names {
  const used = new Set<string>([...RESERVED, ...RUNTIME_NAMES]);
  const bases = new Map<string, string>();
  const views = contract.views.map((view) => pascalCase(view.name));
  const suffixes = ['', 'Wire', ...views]
    .flatMap((view) => [view, `${view}Strict`])
    .flatMap((kind) => [kind, `${kind}Schema`]);
  for (const shape of contract.shapes) {
    const wanted = pascalCase(shape.name);
    let free = wanted;
    for (let n = 2; suffixes.some((suffix) => used.has(free + suffix)); n++) free = `${wanted}${n}`;
    for (const suffix of suffixes) used.add(free + suffix);
    bases.set(shape.name, free);
  }
  const operations = new Map(
    zip(
      contract.operations.map((operation) => operation.id),
      operationNames(contract, used),
    ),
  );
  const base = (shape: string): string => {
    const name = bases.get(shape);
    if (name === undefined) throw new Error(`no shape is named ${shape}`);
    return name;
  };
  return {
    typeName: (shape, view, mode) => base(shape) + suffixOf(view, mode),
    functionName: (prefix, shape, view, mode) => prefix + base(shape) + suffixOf(view, mode),
    helperName: (shape, suffix) => camelCase(base(shape)) + suffix,
    operationName: (operation) => operations.get(operation) ?? pascalCase(operation),
  };
}

/**
 * What generated files import from the runtime; a shape of such a name gets a number. After `is` and `assert`, as
 * functions for a shape are named, the second part would be a function of the runtime.
 */
export const RUNTIME_NAMES: readonly string[] =
  `Arbitrary BodyClauses Contract ContractError Decoded EncodedResponse Encoder ErrorDecoder ErrorEncoding ErrorFacts
  ErrorNaming ErrorProtocol ErrorResponse Failure Fault FaultyResponse Fields Found HeadersLike HttpRequest HttpResponse Issue
  JsonBody JsonSchema MembersOf Mode ModelledError ModelledErrorApart OutputDecoder Parameter Planted Position ReadError ReadResponse RequestLike
  ResponseFault ResponseLike ResponseProtocol Result Retry Route ShapeDecoder StandardIssue StandardResult StandardSchema
  Success Undecodable UnknownTag UnmodelledError ValidationResult ValueView Base64 Beyond32 Beyond64 Bytes DateTime EpochSeconds
  FiniteNumber FloatOnWire Instant Integer32 Integer64 Json Numeric Own Plain Rounded Undocumented UnknownMember Valid`.split(
    /\s+/,
  );

/** An operation has types of its own, which are no shape's. */
function operationNames(contract: Contract, used: ReadonlySet<string>): readonly string[] {
  const taken = new Set<string>(RESERVED);
  return contract.operations.map(({ id }) => {
    const wanted = pascalCase(id);
    const isTaken = (name: string): boolean =>
      taken.has(name) || ['Error', 'Result'].some((suffix) => used.has(name + suffix));
    let free = wanted;
    for (let n = 2; isTaken(free); n++) free = `${wanted}${n}`;
    taken.add(free);
    return free;
  });
}

function zip<A, B>(left: readonly A[], right: readonly B[]): [A, B][] {
  return left.flatMap((a, i) => {
    const b = right[i];
    return b === undefined ? [] : [[a, b] as [A, B]];
  });
}
