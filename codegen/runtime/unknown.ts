declare const brand: unique symbol;

/**
 * A value that the contract does not document, of the open enum `E`. A switch over the documented values narrows
 * to it in `default`, so that a forgotten value shows; no literal is assignable to it, so that a typo shows too.
 */
export type Unknown<E extends string> = string & { readonly [brand]: E };
