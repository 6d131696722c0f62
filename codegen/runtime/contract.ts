/** The contract's types, as the runtime sees them; the generator puts a copy of the types in this place. */
export type * from '../contract.js';
