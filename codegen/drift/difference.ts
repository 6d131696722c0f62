/** What may differ between a contract and an official model, as data, and what each difference does to whom. */

export type DifferenceKind =
  | 'operation-removed'
  | 'changed-request-line'
  | 'changed-status'
  | 'changed-binding'
  | 'error-added'
  | 'error-removed'
  | 'changed-error-status'
  | 'changed-retry'
  | 'enum-value-added'
  | 'enum-value-removed'
  | 'optional-member-added'
  | 'required-member-added'
  | 'optional-member-removed'
  | 'required-member-removed'
  | 'tag-added'
  | 'tag-removed'
  | 'became-required'
  | 'became-optional'
  | 'changed-type'
  | 'width-narrowed'
  | 'width-widened'
  | 'narrowed'
  | 'widened'
  | 'changed-pattern';

/** Who makes the values in question: clients make requests, and servers make responses. */
export type Direction = 'request' | 'response';

export interface Effect {
  /** A producer that is strict about our contract sends what the official model has not, or leaves out what it has. */
  readonly producers: boolean;
  /** A tolerant reader of our contract refuses what the official model allows. */
  readonly consumers: boolean;
  /** Our types say what is not so any more. */
  readonly types: boolean;
}

export interface Difference {
  readonly kind: DifferenceKind;
  /** The clause of ours that it is about: the one that changed, went, or has to take in what is new. */
  readonly clause: string;
  /** The value, the member, the error or the bound that differs. */
  readonly name: string;
  readonly ours: string | null;
  readonly official: string | null;
  /** Whether it shows in requests, in responses, or in both. */
  readonly in: readonly Direction[];
  /** True where it breaks somebody. */
  readonly effect: Effect;
  readonly breaking: { readonly clients: boolean; readonly servers: boolean };
}

const none: Effect = { producers: false, consumers: false, types: false };
const producers: Effect = { ...none, producers: true };
const consumers: Effect = { producers: false, consumers: true, types: true };
const all: Effect = { producers: true, consumers: true, types: true };

/** What a difference does, wherever it is met. Tolerant readers take new values, tags and members; types do as well. */
export const effects: Readonly<Record<DifferenceKind, Effect>> = {
  'operation-removed': all,
  'changed-request-line': all,
  'changed-status': { producers: true, consumers: true, types: false },
  'changed-binding': all,
  // An error that is not known by its name is an error nevertheless.
  'error-added': none,
  'error-removed': producers,
  'changed-error-status': producers,
  // Both sides understand each other; only when to try again is decided otherwise.
  'changed-retry': none,
  'enum-value-added': none,
  'enum-value-removed': producers,
  'optional-member-added': none,
  'required-member-added': producers,
  'optional-member-removed': producers,
  'required-member-removed': all,
  'tag-added': none,
  'tag-removed': producers,
  'became-required': producers,
  'became-optional': consumers,
  'changed-type': all,
  'width-narrowed': producers,
  'width-widened': consumers,
  narrowed: producers,
  widened: { ...consumers, types: false },
  // Neither of two patterns need hold the other's texts.
  'changed-pattern': { producers: true, consumers: true, types: false },
};

/** A difference before it is known in which directions it shows. */
export type Finding = Pick<Difference, 'kind' | 'clause' | 'name' | 'ours' | 'official'>;

export function differenceOf(finding: Finding, directions: readonly Direction[]): Difference {
  const effect = effects[finding.kind];
  const reading = effect.consumers || effect.types;
  const hits = (asProducer: Direction, asConsumer: Direction): boolean =>
    (effect.producers && directions.includes(asProducer)) || (reading && directions.includes(asConsumer));
  return {
    ...finding,
    in: directions,
    effect,
    breaking: { clients: hits('request', 'response'), servers: hits('response', 'request') },
  };
}
