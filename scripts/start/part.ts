import { coloursWanted } from '../colours.js';

/** What one part of the main job came to. */
export interface Part {
  readonly holds: boolean;
  /** Lines for the closing summary. */
  readonly summary: readonly string[];
}

export interface PartOptions {
  /** The same seed tries the same cases. */
  readonly seed: number;
  /** Cases that each check tries. */
  readonly runs: number;
}

export const colours = coloursWanted();

export function counted(n: number, thing: string): string {
  return `${n.toLocaleString('en')} ${thing}${n === 1 ? '' : 's'}`;
}
