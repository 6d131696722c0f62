/** Two texts cut where they part: what they have in common before and behind, and the rest of each. */
export interface Difference {
  readonly before: string;
  readonly one: string;
  readonly other: string;
  readonly behind: string;
}

/** Below this, two words are told apart at a glance. */
const SHORT = 10;

/** null where the texts have too little in common to show it, or are too short to need it. */
export function differenceOf(one: string, other: string): Difference | null {
  const [left, right] = [[...one], [...other]];
  const most = Math.min(left.length, right.length);
  if (most < SHORT) return null;
  let before = 0;
  while (before < most && left[before] === right[before]) before += 1;
  let behind = 0;
  while (behind < most - before && left.at(-1 - behind) === right.at(-1 - behind)) behind += 1;
  if (before + behind < Math.max(left.length, right.length) / 3) return null;
  const middle = (text: readonly string[]): string => text.slice(before, text.length - behind).join('');
  return {
    before: left.slice(0, before).join(''),
    one: middle(left),
    other: middle(right),
    behind: left.slice(left.length - behind).join(''),
  };
}
