/** Drift: what an official model says otherwise than the contract, as data. Pure; reading models is the caller's. */
export { driftOf } from './compare.js';
export type { Difference, DifferenceKind, Direction, Effect } from './difference.js';
export { type Official, officialOf } from './official.js';
export { officialOfSdk } from './sdk.js';
