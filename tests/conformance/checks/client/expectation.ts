import type { Neutral } from '../../neutral.js';

/** What must become of a call, or what it may become where the sources leave it open. */
export type Expectation =
  /** The call gives an output that says this; with `at`, only that place of it is looked at. */
  | { readonly kind: 'output'; readonly value: Neutral | undefined; readonly at: string | null }
  /** The call gives an output in which the place holds one of these. */
  | { readonly kind: 'output-among'; readonly values: readonly (Neutral | undefined)[]; readonly at: string }
  /** The call gives an output, whatever it says. */
  | { readonly kind: 'some-output' }
  /** The member looks as it does in the answer to the twin response, and what is around it says the same. */
  | { readonly kind: 'same-as-twin'; readonly at: string }
  /** The call fails; with a name, as that error. */
  | {
      readonly kind: 'error';
      readonly name: string | null;
      readonly status: number | null;
      readonly message: string | null;
      /** Members of the error besides the message, with the structure that says how to read them. */
      readonly members: { readonly shape: string; readonly value: Neutral } | null;
    }
  /** The call fails with an error of the service, not with one of the code that reads it. */
  | { readonly kind: 'service-error' }
  /** The call ends, in whichever way. */
  | { readonly kind: 'end' }
  /** No object but those of the output changed, and no name of these is inherited by any of them. */
  | { readonly kind: 'unpolluted'; readonly names: readonly string[] }
  /** The first request is this one. */
  | {
      readonly kind: 'request';
      readonly method: string;
      readonly segments: readonly string[];
      readonly query: Query;
    }
  /** Either the first request carries the label unharmed, or the call fails without one. */
  | { readonly kind: 'label-kept-or-refused'; readonly segments: readonly string[] }
  /** The call fails and sends nothing. */
  | { readonly kind: 'nothing-sent' }
  /** There is a second request, and the call gives what its response says. */
  | { readonly kind: 'retried'; readonly value: Neutral }
  | { readonly kind: 'not-retried' }
  /** If there is a second request, it comes no sooner than so many milliseconds after the first. */
  | { readonly kind: 'waited'; readonly milliseconds: number }
  /** Nothing is expected: the behaviour is told by what the place of the output says. */
  | { readonly kind: 'observe-output'; readonly at: string | null; readonly readings: readonly Reading[] }
  /** As above, for a place that holds what its type does not allow. */
  | { readonly kind: 'observe-place'; readonly at: string; readonly sent: unknown; readonly what: string }
  | { readonly kind: 'observe-error'; readonly names: readonly (readonly [string, string])[] }
  | { readonly kind: 'observe-request-id'; readonly id: string }
  | { readonly kind: 'observe-attempts' };

export type Query = readonly (readonly [string, string])[];

export interface Reading {
  readonly behaviour: string;
  readonly value: Neutral | undefined;
}

/** The call fails, as whatever error. */
export const anyError: Expectation = {
  kind: 'error',
  name: null,
  status: null,
  message: null,
  members: null,
};

export function errorNamed(name: string): Expectation {
  return { kind: 'error', name, status: null, message: null, members: null };
}
