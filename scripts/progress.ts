/** How far a long work is, for a person who waits. */
import type { Spinner } from 'yocto-spinner';

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** What was found so far, where anything is looked for. */
  readonly findings?: number;
}

export interface ProgressLine {
  readonly tell: (progress: Progress) => void;
  /** Nothing of it stays on the terminal. */
  readonly end: () => void;
}

/** Milliseconds to the first line where nobody watches, and from one to the next. */
const FIRST = 10_000;
const NEXT = 30_000;

/** Milliseconds for which a text stays on a terminal. */
const FRAME = 80;

/**
 * On a terminal a line that is written over. Elsewhere, in pipes, files and build servers, a line now and then, so that
 * a log shows that the work goes on; work of a few seconds prints none.
 *
 * @param unit what is counted, in the plural: `checks`
 */
export async function progressLine(unit: string, now: () => number = Date.now): Promise<ProgressLine> {
  const began = now();
  const text = (progress: Progress): string => progressText(progress, unit, now() - began);
  if (isWatched()) return spinning(unit, text, now);
  let next = began + FIRST;
  return {
    tell(progress) {
      if (now() < next || progress.done >= progress.total) return;
      next = now() + NEXT;
      process.stderr.write(`${text(progress)}\n`);
    },
    end: () => {},
  };
}

/** The line of a terminal; elsewhere nothing at all, for work that is mostly a matter of seconds. */
export async function watchedLine(unit: string, now: () => number = Date.now): Promise<ProgressLine> {
  return isWatched() ? progressLine(unit, now) : { tell: () => {}, end: () => {} };
}

async function spinning(
  unit: string,
  text: (progress: Progress) => string,
  now: () => number,
): Promise<ProgressLine> {
  // Node lets FORCE_COLOR win, and no-color.org NO_COLOR. What is loaded now looks but once.
  if ((process.env['NO_COLOR'] ?? '') !== '') delete process.env['FORCE_COLOR'];
  const { default: yoctoSpinner } = await import('yocto-spinner');
  // Ctrl-C is for the work to handle: what was found so far is still printed.
  const spinner: Spinner = yoctoSpinner({ text: `${unit}…`, stream: process.stderr, handleSignals: false });
  spinner.start();
  let last = 0;
  return {
    tell(progress) {
      // A text is written at once, and some work has a thousand of them a second.
      if (now() - last < FRAME) return;
      last = now();
      spinner.text = text(progress);
    },
    end: () => void spinner.stop(),
  };
}

/** A terminal that obeys, with a person before it. The same as what the spinner takes for one. */
function isWatched(): boolean {
  const { TERM, CI } = process.env;
  return process.stderr.isTTY === true && TERM !== 'dumb' && CI === undefined;
}

/** `12 of 120 checks, 4.1/s, 26 s left, 3 findings`. */
export function progressText(
  { done, total, findings }: Progress,
  unit: string,
  milliseconds: number,
): string {
  const rate = (1000 * done) / Math.max(1, milliseconds);
  return [
    `${done} of ${total} ${unit}`,
    // Of the first there is nothing to tell by how long the others take.
    ...(done === 0 ? [] : [`${rateText(rate)}/s`, `${durationText((total - done) / rate)} left`]),
    ...(findings === undefined ? [] : [`${findings} ${findings === 1 ? 'finding' : 'findings'}`]),
  ].join(', ');
}

function rateText(rate: number): string {
  return rate >= 10 ? rate.toFixed(0) : rate.toFixed(rate >= 1 ? 1 : 2);
}

function durationText(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
