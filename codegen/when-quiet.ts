/** Milliseconds without a change before a run: editors write a file in several steps, git writes many files. */
const QUIET_MS = 100;

/** Runs something once changes have settled, one run after the other. `run` must not reject. */
export interface WhenQuiet {
  readonly changed: () => void;
  /** No run begins any more; waits for the one at work. */
  readonly close: () => Promise<void>;
}

export function whenQuiet(run: () => Promise<void>): WhenQuiet {
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let running: Promise<void> = Promise.resolve();
  return {
    changed: () => {
      clearTimeout(timer);
      if (closed) return;
      timer = setTimeout(() => {
        running = running.then(() => (closed ? undefined : run()));
      }, QUIET_MS);
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
      return running;
    },
  };
}
