/** One measurement: what the suite took, and the least that its cases can take. */
export interface Round {
  readonly cases: number;
  /** Milliseconds for all of them. */
  readonly suite: number;
  readonly bare: number;
}
