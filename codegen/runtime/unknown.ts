declare const brand: unique symbol;

/**
 * A value that the contract does not document, of the open enum `E`. A switch over the documented values narrows
 * to it in `default`, so that a forgotten value shows; no literal is assignable to it, so that a typo shows too.
 */
export type Unknown<E extends string> = string & { readonly [brand]: E };

/**
 * A text that the contract does not document, in the tag of the choice `C`. It is a string, which its type hides: to the
 * compiler any string might be a documented one, and no switch over those would narrow. `String(text)` gives it.
 */
export interface UnknownTag<C extends string> {
  readonly [brand]: C;
  toString(): string;
}
