import type { Mode } from '../../../generated/runtime/contract.js';
import type { Seen, SeenError } from '../seen.js';
import type { Hostile } from './hostile.js';

/** A target gave no answer: it never came back, or it came down. */
export type NoAnswer =
  | { readonly kind: 'silent'; readonly milliseconds: number }
  | { readonly kind: 'died'; readonly how: string };

export function isNoAnswer(answer: { readonly kind: string }): answer is NoAnswer {
  return answer.kind === 'silent' || answer.kind === 'died';
}

/** An issue as a target reports it, as far as it can be read. */
export interface ReportedIssue {
  readonly clause: string | null;
  readonly path: string | null;
  readonly message: string;
}

/** What a validator is asked: whether a value is of a shape. */
export interface ValidatorRequest {
  readonly shape: string;
  readonly mode: Mode;
  readonly view: 'wire' | 'decoded';
  readonly value: unknown;
  /** For targets that are handed JSON text: this text, whatever the value is. */
  readonly text?: string;
  /** Something that JSON cannot say, to be put into the value where the target lives. */
  readonly hostile: Hostile | null;
  /** Ask twice, and look whether the value is still the same. */
  readonly twice: boolean;
}

/** What a validator said. The last four are read by its style: see `styleOf`. */
export type Judgement =
  /** `notices` is null where the validator knows of no such thing. */
  | { readonly kind: 'valid'; readonly notices: readonly ReportedIssue[] | null }
  | { readonly kind: 'invalid'; readonly issues: readonly ReportedIssue[] }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'null' }
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'threw'; readonly error: SeenError };

/** What a validator answered, and whether it left the value alone. */
export interface ValidatorReply {
  readonly judgement: Judgement | NoAnswer;
  /** The answer to the same question, asked again; null where it was not. */
  readonly again: Judgement | NoAnswer | null;
  /** Whether the value was changed; null where nobody looked. */
  readonly mutated: boolean | null;
}

/** How the suite reaches a validator. */
export interface ValidatorTarget {
  /** As reports call it. */
  readonly name: string;
  /** It is handed JSON text, and nothing that JSON cannot say. By default it takes any value. */
  readonly takes?: 'json';
  /** Never rejects: whatever happens to the target is an answer. */
  readonly judge: (request: ValidatorRequest, timeout: number) => Promise<ValidatorReply>;
  /** Leaves nothing behind. */
  readonly close: () => Promise<void>;
}

/** How a call ended, as its caller sees it. */
export type CallOutcome =
  | { readonly kind: 'output'; readonly seen: Seen }
  | { readonly kind: 'error'; readonly error: SeenError }
  | NoAnswer;

/** What a call came to, and what it left behind. */
export interface ClientReply {
  readonly outcome: CallOutcome;
  /** Properties that appeared on the prototypes all objects share. They are taken off again. */
  readonly polluted: readonly string[];
}

/** How the suite reaches a client. */
export interface ClientTarget {
  readonly name: string;
  /** One call of the operation against `endpoint`. Never rejects. */
  readonly call: (endpoint: string, input: unknown, timeout: number) => Promise<ClientReply>;
  /** Leaves nothing behind. */
  readonly close: () => Promise<void>;
}
