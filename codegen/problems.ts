/**
 * What can be wrong with a spec, as data, and its wording. Nothing else in the generator words a problem.
 */

/** Where a problem is: a file as the user named it, line and column from 1, and a JSON Pointer in that file. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly pointer: string;
}

/** What is wrong, by its code, without the place. */
export type ProblemDetail =
  | FileDetail
  | EditionDetail
  | ReferenceDetail
  | KeywordDetail
  | NameDetail
  | ValueDetail
  | ModelDetail;

type FileDetail =
  | { readonly code: 'unreadable'; readonly reason: string }
  | { readonly code: 'not-utf8'; readonly offset: number }
  | { readonly code: 'syntax'; readonly reason: string }
  | { readonly code: 'duplicate-key'; readonly key: string }
  | { readonly code: 'alias-limit'; readonly limit: number }
  | { readonly code: 'alias-cycle'; readonly alias: string }
  | { readonly code: 'too-deep'; readonly limit: number }
  | { readonly code: 'not-json'; readonly what: string }
  | { readonly code: 'not-openapi'; readonly version: string | null }
  | { readonly code: 'openapi'; readonly reason: string };

type EditionDetail =
  | { readonly code: 'unknown-edition'; readonly edition: string; readonly editions: readonly string[] }
  | { readonly code: 'edition-mismatch'; readonly edition: string; readonly applied: string }
  | { readonly code: 'overlay-invalid'; readonly reason: string }
  | { readonly code: 'overlay-extends'; readonly extends: string }
  | { readonly code: 'overlay-path'; readonly target: string; readonly reason: string }
  | { readonly code: 'overlay-no-match'; readonly target: string }
  | { readonly code: 'overlay-primitive'; readonly target: string }
  | { readonly code: 'overlay-incompatible'; readonly target: string; readonly reason: string };

type ReferenceDetail =
  | { readonly code: 'ref-malformed'; readonly ref: string; readonly reason: string }
  | { readonly code: 'ref-url'; readonly ref: string }
  | { readonly code: 'ref-outside'; readonly ref: string }
  | { readonly code: 'ref-missing-file'; readonly ref: string; readonly reason: string }
  | { readonly code: 'ref-missing-pointer'; readonly ref: string; readonly missing: string }
  | { readonly code: 'ref-cycle'; readonly ref: string }
  | { readonly code: 'ref-limit'; readonly ref: string; readonly limit: number }
  | { readonly code: 'ref-kind'; readonly ref: string; readonly expected: string }
  | { readonly code: 'all-of-cycle'; readonly ref: string }
  | { readonly code: 'endless-merge'; readonly ref: string }
  | { readonly code: 'choice-limit'; readonly limit: number };

type KeywordDetail =
  | {
      readonly code: 'unknown-keyword';
      readonly keyword: string;
      readonly owner: string;
      readonly suggestion: string | null;
      /** The keywords of ours that fit here; empty for a keyword that does not claim to be ours. */
      readonly ours: readonly string[];
    }
  | {
      readonly code: 'misplaced-keyword';
      readonly keyword: string;
      readonly owner: string;
      readonly belongs: string;
    }
  | { readonly code: 'unsupported'; readonly what: string; readonly instead: string }
  /** Told, and no reason to stop. */
  | { readonly code: 'not-in-contract'; readonly what: string };

type NameDetail =
  | {
      readonly code: 'name-collision';
      readonly name: string;
      readonly other: Place;
      readonly instead: string;
    }
  | { readonly code: 'clause-collision'; readonly clause: string }
  | { readonly code: 'reserved-member'; readonly name: string; readonly reason: string }
  | { readonly code: 'duplicate-operation'; readonly id: string; readonly other: Place }
  | {
      readonly code: 'unknown-name';
      readonly what: string;
      readonly name: string;
      readonly suggestion: string | null;
    };

type ValueDetail =
  | {
      readonly code: 'wrong-value';
      readonly what: string;
      readonly expected: string;
      readonly received: string;
    }
  | { readonly code: 'missing'; readonly what: string; readonly instead: string }
  | { readonly code: 'duplicate-value'; readonly what: string; readonly value: string }
  | { readonly code: 'bounds'; readonly lower: string; readonly upper: string };

type ModelDetail =
  | { readonly code: 'pattern-invalid'; readonly pattern: string; readonly reason: string }
  | { readonly code: 'pattern-unicode'; readonly pattern: string; readonly escape: string }
  | { readonly code: 'pattern-unsupported'; readonly pattern: string; readonly part: string }
  /** `example` is a beginning that can be read in too many ways; null where nobody could prove that there is none. */
  | { readonly code: 'pattern-slow'; readonly pattern: string; readonly example: string | null }
  | { readonly code: 'label-without-parameter'; readonly label: string; readonly path: string }
  | { readonly code: 'parameter-without-label'; readonly parameter: string; readonly path: string }
  | { readonly code: 'unknown-member-disagrees'; readonly key: string; readonly other: string };

/**
 * Something that is wrong with a spec, as data: its code, its place, and what the wording needs. `problemText`
 * words it.
 */
export type Problem = Place & ProblemDetail;

/** A value, or all that is wrong with what it was to be made of. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Takes a problem that was found; the work goes on, so that one run finds them all. */
export type Report = (problem: Problem) => void;

export function problemAt(place: Place, detail: ProblemDetail): Problem {
  return { file: place.file, line: place.line, column: place.column, pointer: place.pointer, ...detail };
}

/** A problem as one line: `file:line:column  what is wrong (#pointer). What to do.` */
export function problemText(problem: Problem): string {
  const [what, instead] = wording(problem);
  return `${position(problem)}  ${what} (${visible(`#${problem.pointer}`)}). ${instead}.`;
}

function position(place: Place): string {
  return `${visible(place.file)}:${place.line}:${place.column}`;
}

/** What is wrong, and what to do about it. */
function wording(p: Problem): readonly [string, string] {
  switch (p.code) {
    case 'unreadable':
      return [`The file cannot be read: ${p.reason}`, 'Check its name and its permissions'];
    case 'not-utf8':
      return [`The file is not UTF-8 (byte ${p.offset})`, 'Save it as UTF-8'];
    case 'syntax':
      return [`This is not YAML or JSON: ${visible(p.reason)}`, 'Mend the syntax here'];
    case 'duplicate-key':
      return [`The key ${quoted(p.key)} stands twice in one object`, 'Remove one of the two'];
    case 'alias-limit':
      return [
        `The aliases of the file unfold to more than ${p.limit} values`,
        'Write shared parts under components and refer to them with $ref',
      ];
    case 'alias-cycle':
      return [`The alias ${quoted(p.alias)} stands inside of what it names`, 'Write recursion with $ref'];
    case 'too-deep':
      return [
        `The document is nested more than ${p.limit} levels deep`,
        'Give the inner schemas names under components and refer to them with $ref',
      ];
    case 'not-json':
      return [`JSON has no ${visible(p.what)}`, 'Write it as a string, or as another value'];
    case 'not-openapi':
      return [
        p.version === null
          ? 'The document is no OpenAPI document'
          : `OpenAPI ${quoted(p.version)} is not supported`,
        'Set openapi to a version from 3.0.0 to 3.0.4 or 3.1.0 to 3.1.2',
      ];
    case 'openapi':
      return [
        `OpenAPI does not allow this: ${visible(p.reason)}`,
        'See the OpenAPI specification on this object',
      ];
    case 'unknown-edition':
      return [
        `There is no edition ${quoted(p.edition)}`,
        `The editions are ${p.editions.map(quoted).join(', ')}; an edition NAME is the file editions/NAME.overlay.yaml`,
      ];
    case 'edition-mismatch':
      return [
        `The document calls itself the edition ${quoted(p.edition)}, but the edition ${quoted(p.applied)} was applied`,
        'Let the overlay set x-edition to its own name',
      ];
    case 'overlay-invalid':
      return [
        `This is no OpenAPI Overlay: ${visible(p.reason)}`,
        'See the OpenAPI Overlay specification, version 1.0',
      ];
    case 'overlay-extends':
      return [
        `The overlay extends ${quoted(p.extends)}, which is not the spec it is applied to`,
        'Name the spec there, relative to the overlay',
      ];
    case 'overlay-path':
      return [`${quoted(p.target)} is no JSONPath: ${visible(p.reason)}`, 'Write it as RFC 9535 says'];
    case 'overlay-no-match':
      return [`${quoted(p.target)} matches nothing in the document`, 'Mend the path, or remove the action'];
    case 'overlay-primitive':
      return [
        `${quoted(p.target)} matches a value that is neither an object nor an array`,
        'Select the object that holds the value, and update its member',
      ];
    case 'overlay-incompatible':
      return [
        `The update does not fit what ${quoted(p.target)} matches: ${visible(p.reason)}`,
        'Remove the old value in an action of its own first',
      ];
    case 'ref-malformed':
      return [
        `The reference ${quoted(p.ref)} is malformed: ${visible(p.reason)}`,
        'Write it as FILE#/JSON/POINTER, or #/JSON/POINTER within this file',
      ];
    case 'ref-url':
      return [
        `The reference ${quoted(p.ref)} is a URL, and the network is never read`,
        'Save the document beside the spec and refer to that file',
      ];
    case 'ref-outside':
      return [
        `The reference ${quoted(p.ref)} leaves the folder of the spec`,
        "Copy the file into the spec's folder and refer to it there, or allow its folder with --allow-ref",
      ];
    case 'ref-missing-file':
      return [
        `The file of the reference ${quoted(p.ref)} cannot be read: ${p.reason}`,
        'Mend the path; it is relative to the file that it stands in',
      ];
    case 'ref-missing-pointer':
      return [
        `The reference ${quoted(p.ref)} points at nothing: ${quoted(p.missing)} is not there`,
        'Mend the pointer, or add what it names',
      ];
    case 'ref-cycle':
      return [
        `The reference ${quoted(p.ref)} leads back to itself and never to a value`,
        'Let one of the schemas on the way say what it is',
      ];
    case 'ref-limit':
      return [
        `With what ${quoted(p.ref)} leads to, references to other files unfold to more than ${p.limit} values`,
        'Move what is referred to into this file',
      ];
    case 'ref-kind':
      return [`The reference ${quoted(p.ref)} does not lead to ${p.expected}`, `Refer to ${p.expected}`];
    case 'all-of-cycle':
      return [
        `The reference ${quoted(p.ref)} stands in the allOf of what it refers to`,
        'A schema cannot be a part of itself; refer to it from a member, or remove it here',
      ];
    case 'endless-merge':
      return [
        `What ${quoted(p.ref)} is merged into holds the same again, and so on without an end`,
        'Give the schema that is merged a name under components/schemas, and refer to it',
      ];
    case 'choice-limit':
      return [
        `Alternatives within alternatives, each with members beside, unfold to more than ${p.limit} schemas`,
        'Write the members into the alternatives, or fewer of them',
      ];
    case 'not-in-contract':
      return [
        `${visible(p.what)} is no part of the contract`,
        'Nothing is generated from it, and nothing is checked',
      ];
    case 'unknown-keyword':
      return [`${quoted(p.keyword)} is no keyword of ${p.owner}`, keywordAdvice(p.suggestion, p.ours)];
    case 'misplaced-keyword':
      return [
        `${quoted(p.keyword)} means nothing on ${p.owner}`,
        `It belongs on ${p.belongs}; move or remove it`,
      ];
    case 'unsupported':
      return [`${visible(p.what)} cannot be expressed in the contract`, p.instead];
    case 'name-collision':
      return [`The name ${quoted(p.name)} is taken already, at ${position(p.other)}`, p.instead];
    case 'clause-collision':
      return [
        `Two clauses would have the id ${quoted(p.clause)}`,
        'Rename one of the members or shapes it is made of',
      ];
    case 'reserved-member':
      return [`The member name ${quoted(p.name)} is not free: ${visible(p.reason)}`, 'Rename the member'];
    case 'duplicate-operation':
      return [
        `The operationId ${quoted(p.id)} is taken already, at ${position(p.other)}`,
        'Give each operation an id of its own',
      ];
    case 'unknown-name':
      return [
        `There is no ${p.what} ${quoted(p.name)}`,
        p.suggestion === null
          ? 'Mend the name, or add what it names'
          : `Did you mean ${quoted(p.suggestion)}`,
      ];
    case 'wrong-value':
      return [capitalised(`${p.what} is ${visible(p.received)}, not ${p.expected}`), `Give it ${p.expected}`];
    case 'missing':
      return [capitalised(`${p.what} is missing`), p.instead];
    case 'duplicate-value':
      return [capitalised(`${p.what} has ${quoted(p.value)} twice`), 'Remove one of the two'];
    case 'bounds':
      return [
        `The lower bound ${p.lower} is above the upper bound ${p.upper}`,
        'No value fits; mend one of the two',
      ];
    case 'pattern-invalid':
      return [
        `${quoted(p.pattern)} is no regular expression: ${visible(p.reason)}`,
        'Write it in the syntax of ECMA-262, as with the flag u',
      ];
    case 'pattern-unsupported':
      return [
        `The pattern ${quoted(p.pattern)} has ${quoted(p.part)} in it, which readers in other languages may not have`,
        'Write it without backreferences, look-behind, \\b and groups with flags, or say it in the description',
      ];
    case 'pattern-slow':
      return [
        p.example === null
          ? `Nobody can tell how long ${quoted(p.pattern)} takes`
          : `${quoted(p.pattern)} can take for ever: texts that begin like ${quoted(p.example)} can be read in ever more ways`,
        'Let what is repeated begin or end with a character that nothing beside it takes; write (?:ab)* for (?:a*b*)*, and no repeat directly inside of a repeat',
      ];
    case 'pattern-unicode':
      return [
        `The pattern ${quoted(p.pattern)} uses ${quoted(p.escape)}, which is not the same in all languages`,
        'Write the characters out',
      ];
    case 'label-without-parameter':
      return [
        `The path ${quoted(p.path)} has a label ${quoted(p.label)} without a parameter`,
        'Add a parameter of this name with in: path',
      ];
    case 'parameter-without-label':
      return [
        `The path ${quoted(p.path)} has no label for the parameter ${quoted(p.parameter)}`,
        `Put it into the path in braces, or remove the parameter`,
      ];
    case 'unknown-member-disagrees':
      return [
        `The unknown member is called ${quoted(p.key)} here and ${quoted(p.other)} elsewhere`,
        'A program sees one name for it; use the same everywhere',
      ];
    default:
      return unreachable(p);
  }
}

/** A sentence that begins with a word; a keyword at its beginning stays as it is written. */
function capitalised(sentence: string): string {
  return sentence.replace(/^(an?|the) /, (article) => article.slice(0, 1).toUpperCase() + article.slice(1));
}

function keywordAdvice(suggestion: string | null, ours: readonly string[]): string {
  if (suggestion !== null) return `Did you mean ${quoted(suggestion)}`;
  if (ours.length > 0) return `Ours are ${ours.join(', ')}; remove any other`;
  return 'Remove it, or mend its spelling';
}

function unreachable(problem: never): never {
  throw new Error(`no wording for ${JSON.stringify(problem)}`);
}

/** Text of the spec inside a sentence: in quotes, on one line, and not too long. */
export function quoted(text: string): string {
  const points = [...text];
  return visible(JSON.stringify(points.length > 100 ? `${points.slice(0, 99).join('')}…` : text));
}

/** Control characters, line breaks and text-direction marks shown as escapes, since a terminal would obey them. */
function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}
