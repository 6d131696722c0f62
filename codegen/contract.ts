/**
 * The contract: what a front end lowers a spec to, and the only thing an emitter reads.
 * Readonly plain data, JSON-serialisable; every union discriminates on `kind`.
 * This file is copied into the generated code, so it imports nothing.
 */

/** How binding a clause is, in the words of RFC 2119; INFO observes and never fails. */
export type Level = 'MUST' | 'SHOULD' | 'INFO';

/** Where a fact comes from: the service's documentation, its protocol, or our own inference. */
export type Basis = 'documented' | 'protocol' | 'inferred';

/** strict: only what the contract documents. tolerant: what a tolerant reader takes. */
export type Mode = 'strict' | 'tolerant';

/**
 * What a service and its clients promise each other: operations, the shapes of their values, and each rule as a
 * clause.
 */
export interface Contract {
  /** The service, as the spec's title gives it. */
  readonly title: string;
  readonly version: string;
  /** The edition of the contract: `base`, or the name of the overlay that was applied. */
  readonly edition: string;
  readonly protocol: Protocol;
  readonly operations: readonly Operation[];
  /** In the order of the spec; names are unique. */
  readonly shapes: readonly NamedShape[];
  readonly clauses: readonly Clause[];
  readonly sources: readonly Source[];
  readonly errata: readonly Erratum[];
  readonly views: readonly View[];
}

/**
 * One operation of the service: its request line, its shapes, its errors, and what ties request and response
 * together.
 */
export interface Operation {
  readonly id: string;
  readonly doc: string;
  readonly http: {
    readonly method: string;
    /** With labels in braces: `/things/{thingId}`. */
    readonly path: string;
    /** The status of success. */
    readonly status: number;
    /** Other statuses of success, with the same output. */
    readonly also?: readonly number[];
  };
  /** The name of a structure. Its members carry bindings. */
  readonly input: string;
  /** The name of a structure, mostly, or of another shape; null where success has no body. */
  readonly output: string | null;
  readonly errors: readonly ErrorBinding[];
  readonly invariants: readonly Invariant[];
  /** How answers about one thing follow each other, where the spec says so. */
  readonly lifeCycle?: LifeCycle;
}

/** An error that an operation may answer with: its shape, its status, and whether to try again. */
export interface ErrorBinding {
  /** The name of a structure; it is the error's name on the wire. */
  readonly shape: string;
  readonly status: number;
  /** Other statuses under which it comes as well, each from the first to the last of a range. */
  readonly also?: readonly { readonly first: number; readonly last: number }[];
  /** Whether a client may send the request again, and why. */
  readonly retry: 'never' | 'transient' | 'throttling';
}

/** Two places of one exchange that hold the same value. */
export interface Invariant {
  readonly clause: string;
  readonly doc: string;
  /** A member of the input. */
  readonly request: string;
  /** A member of the output. */
  readonly response: string;
}

/**
 * How the answers of an operation about one thing, asked for again and again, follow each other. Places are JSON
 * Pointers in the output; what an answer leaves out says nothing.
 */
export interface LifeCycle {
  /** The member that holds the state. */
  readonly state: string;
  /** States that a thing begins in, and comes back to only in another attempt. */
  readonly initial: readonly string[];
  /** States that end it: nothing changes any more. */
  readonly terminal: readonly string[];
  /** Where a state leads, for the states of which that is known. Answers may skip states. */
  readonly next: readonly { readonly from: string; readonly to: readonly string[] }[];
  /** States in which work begins anew, so that what rises may fall. */
  readonly restarts: readonly string[];
  /** The number of the attempt, which never falls. What rises may fall from one attempt to the next. */
  readonly attempt: string | null;
  /** Members that never change; the latter may from one attempt to the next. */
  readonly constant: readonly string[];
  readonly constantInAttempt: readonly string[];
  /** Members that never fall within an attempt. */
  readonly rising: readonly string[];
  readonly times: readonly LifeTime[];
}

/** A moment that lies in the past, and how long ago it is. */
export interface LifeTime {
  readonly start: string;
  /** Seconds since the start, as a number; null where no member holds them. */
  readonly elapsed: string | null;
  /** Epoch seconds: the service is no older. */
  readonly earliest: number;
  /** How far, in seconds, clocks may differ: the start lies in the future by no more. */
  readonly skew: number;
  /** How far, in seconds, start and elapsed together may lie in the future. */
  readonly ahead: number;
}

/** A shape that other shapes refer to by its name. */
export type NamedShape = Structure | Union | Choice | Enum | NamedList | NamedMap;

/** An object with named members. */
export interface Structure {
  readonly kind: 'structure';
  readonly name: string;
  readonly doc: string;
  readonly members: readonly Member[];
}

/** Exactly one member is set. Always open to tags that a later edition adds. */
export interface Union {
  readonly kind: 'union';
  readonly name: string;
  readonly doc: string;
  readonly members: readonly Member[];
}

/**
 * A value of one of several forms. With a tag, a member that all have holds a text that says which; the choice is open
 * then to tags that a later edition adds. Without one the value tells by its JSON type, or an object by which required
 * members it has.
 */
export interface Choice {
  readonly kind: 'choice';
  readonly name: string;
  readonly doc: string;
  /** The name of the member that tells; null where there is none. With a tag all options are structures. */
  readonly tag: string | null;
  /** Whether a value that fits several options is right. Without a tag alone; a reader takes the first that fits. */
  readonly several: boolean;
  /** At least two. Without a tag no two of them have the same type in JSON, but for structures. */
  readonly options: readonly Option[];
}

/** One form of a choice. */
export interface Option {
  /** Unique in its choice: of what it refers to, or its kind. */
  readonly name: string;
  readonly target: Target;
  /** The texts of the tag that stand for it; none where the choice has no tag. */
  readonly tags: readonly string[];
}

/** A string out of a list. Always open to values that a later edition adds. */
export interface Enum {
  readonly kind: 'enum';
  readonly name: string;
  readonly doc: string;
  readonly values: readonly EnumValue[];
}

/** A value that the contract documents. */
export interface EnumValue {
  readonly value: string;
  readonly doc: string;
  /** The edition that added the value; absent for the base edition. */
  readonly edition?: string;
}

/** A list that other shapes refer to by name (a recursive one, say). */
export interface NamedList extends List {
  readonly name: string;
  readonly doc: string;
}

/** A map that other shapes refer to by name. */
export interface NamedMap extends MapShape {
  readonly name: string;
  readonly doc: string;
}

/** A member of a structure, or a tag of a union. Names are those of the wire. */
export interface Member {
  readonly name: string;
  readonly target: Target;
  readonly required: boolean;
  readonly doc: string;
  readonly deprecated?: string;
  /** Where an input's member travels; absent means in the JSON body, and `body` that it is the whole of it. */
  readonly binding?: { readonly in: 'path' | 'query' | 'header' | 'body'; readonly name: string };
  readonly edition?: string;
}

/** What a member, a list element or a map value holds. Structures, unions, choices and enums are always named. */
export type Target = Ref | Simple | List | MapShape;

/** Null besides, which is a value then, and not the absence of one. */
interface Nullable {
  readonly nullable?: true;
}

/** A named shape, by its name. */
export interface Ref extends Nullable {
  readonly kind: 'ref';
  readonly name: string;
}

/** A JSON array; all elements hold to the same rules. */
export interface List extends Nullable {
  readonly kind: 'list';
  readonly element: Target;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
}

/** A JSON object whose names are data, as the values are. */
export interface MapShape extends Nullable {
  readonly kind: 'map';
  /** The rules of the keys. */
  readonly key: StringShape;
  readonly value: Target;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** A shape without parts. */
export type Simple =
  | StringShape
  | IntegerShape
  | FloatShape
  | TimestampShape
  | BooleanShape
  | BlobShape
  | DocumentShape;

/** Text. Where nothing is said of it, any. */
export interface StringShape extends Nullable {
  readonly kind: 'string';
  /** An ECMA-262 regular expression with the `u` flag, ASCII classes only, anchored at both ends. */
  readonly pattern?: string;
  /** In Unicode code points. */
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** A whole number of 32 or 64 bits, on the wire a JSON number. Exact, beyond 2^53 - 1 too. */
export interface IntegerShape extends Nullable {
  readonly kind: 'integer';
  readonly width: 32 | 64;
  /** Decimal digits, so that no bound loses its value. Enforced. */
  readonly minimum?: string;
  readonly maximum?: string;
  /** Likely bounds that no source documents: a breach is a notice, never an issue. */
  readonly likely?: { readonly minimum?: string; readonly maximum?: string };
}

/** On the wire a JSON number, or the strings `NaN`, `Infinity` and `-Infinity` where the protocol has them. */
export interface FloatShape extends Nullable {
  readonly kind: 'float';
  readonly width: 32 | 64;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** An instant between the years 0001 and 9999. */
export interface TimestampShape extends Nullable {
  readonly kind: 'timestamp';
  /** The form on the wire. */
  readonly format: 'epoch-seconds' | 'date-time';
}

/** `true` or `false`. */
export interface BooleanShape extends Nullable {
  readonly kind: 'boolean';
}

/** Bytes, as base64 on the wire. */
export interface BlobShape extends Nullable {
  readonly kind: 'blob';
}

/** Any JSON value. */
export interface DocumentShape extends Nullable {
  readonly kind: 'document';
}

/**
 * The rules a value can break. A clause is a rule at a site.
 *
 * - `type`: the JSON type (the JavaScript type, in the decoded view); null is of no type but `document`, and of those
 *   that are nullable
 * - `required`: the member is there
 * - `closed`: nothing but the documented members, or tags of a choice; strict only, a notice in tolerant
 * - `enum`: a documented value; strict only, a notice in tolerant
 * - `one-member`: a union has exactly one member set
 * - `option`: a choice has a text as its tag; without a tag, exactly one of its options fits, or at least one
 * - `integer`: no fractional part; `int32`, `int64`: within the width, and exact
 * - `timestamp`: within the years 0001 to 9999, well-formed
 * - `likely-minimum`, `likely-maximum`: inferred bounds, always a notice
 */
export type Rule =
  | 'type'
  | 'required'
  | 'closed'
  | 'enum'
  | 'one-member'
  | 'option'
  | 'pattern'
  | 'min-length'
  | 'max-length'
  | 'integer'
  | 'int32'
  | 'int64'
  | 'minimum'
  | 'maximum'
  | 'likely-minimum'
  | 'likely-maximum'
  | 'timestamp'
  | 'base64'
  | 'min-items'
  | 'max-items'
  | 'unique-items';

/**
 * One sentence of the contract that an implementation can break.
 *
 * Ids are stable: `SITE#RULE` for the rules of values, where a site is a shape's name (`Output`), a member
 * (`Output.status`) or a choice's option (`Pet.Cat`), a list's elements (`Output.tags[]`), a map's values (`Output.labels{}`) or keys
 * (`Output.labels{key}`); `OPERATION#…` for the exchange; `PROTOCOL#…` for the protocol.
 */
export type Clause = ValueClause | ExchangeClause | ProtocolClause;

interface ClauseBase {
  readonly id: string;
  readonly level: Level;
  readonly basis: Basis;
  /** The id of a source. */
  readonly source: string;
  /** One sentence that a person reads in a report. */
  readonly title: string;
  /** Why careful implementations differ here; such a clause is reported and never fails a run. */
  readonly contested?: string;
}

/** About a value: a rule at a site. */
export interface ValueClause extends ClauseBase {
  readonly kind: 'value';
  readonly site: string;
  readonly rule: Rule;
}

/** About exchanges: `#status`, `#content-type`, `#error:NAME`, `#invariant:…`, `#life-cycle:…`. */
export interface ExchangeClause extends ClauseBase {
  readonly kind: 'exchange';
  readonly operation: string;
  readonly rule: string;
}

/** About the protocol, whatever the operation. `rule` names the check of the suite that proves it. */
export interface ProtocolClause extends ClauseBase {
  readonly kind: 'protocol';
  readonly role: 'client' | 'server';
  readonly rule: string;
}

/**
 * What a protocol says about every operation: where the name of an error stands, and what readers pass over.
 */
export interface Protocol {
  readonly name: string;
  readonly contentType: string;
  /** Lower case. */
  readonly errorNameHeader: string | null;
  /** Members of an error's body that may name it, the first that holds a string wins. */
  readonly errorNameMembers: readonly string[];
  /** Members that a reader ignores wherever they stand. */
  readonly ignoredMembers: readonly string[];
  /** Lower case. */
  readonly requestIdHeader: string | null;
  /** The strings that stand for the floats JSON cannot write. */
  readonly floatStrings: boolean;
}

/** Where a fact comes from, and so how far it binds. */
export interface Source {
  readonly id: string;
  readonly title: string;
  readonly basis: Basis;
  readonly url?: string;
}

/** A place where the documentation contradicts itself, and what holds. */
export interface Erratum {
  readonly id: string;
  readonly title: string;
  /** What the prose says. */
  readonly prose: string;
  readonly resolution: string;
  readonly source: string;
  readonly examples: readonly ErratumExample[];
}

/** A member set to a value, in an otherwise valid structure, and what becomes of it on the wire. */
export interface ErratumExample {
  /** The name of the structure. */
  readonly shape: string;
  /** JSON Pointer of the member in it. */
  readonly path: string;
  /** JSON text, so that no number loses its value. */
  readonly json: string;
  /** The clause that it breaks, or null where it is valid. */
  readonly strict: string | null;
  readonly tolerant: string | null;
  /** The clause that the tolerant reader's notice names, if it gives one. */
  readonly notice: string | null;
}

/** A form in which programs hold one response: what becomes of the shapes JSON has no type for. */
export interface View {
  readonly name: string;
  readonly title: string;
  readonly timestamp: 'epoch-seconds' | 'date' | 'iso8601';
  /**
   * The unknown member of a union: its own key (`tag`), an object that names it under `key` (`named`:
   * `{[key]: {name: TAG}}`), or a pair (`pair`: `{[key]: [TAG, value]}`).
   */
  readonly unknownMember:
    | { readonly kind: 'tag' }
    | { readonly kind: 'named'; readonly key: string }
    | { readonly kind: 'pair'; readonly key: string };
  /** `number`: never beyond 2^53 - 1. `exact`: a number where it is exact, else a bigint. */
  readonly integer: 'number' | 'exact';
  /** A member beside those of an output, in which the program tells of the exchange: no data of the contract. */
  readonly metadata?: string;
}
