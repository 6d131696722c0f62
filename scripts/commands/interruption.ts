export interface Interruption {
  /** Aborted by the first Ctrl-C, or by the first request to end. */
  readonly signal: AbortSignal;
  /** From now on such a signal has its usual effect again. */
  readonly release: () => void;
}

/** What a shell gives for a program that a signal ended. */
const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;
const signals = ['SIGINT', 'SIGTERM'] as const;

/** Lets what is running come to its end in good order. The second such signal ends the process at once. */
export function interruption(): Interruption {
  const controller = new AbortController();
  const onSignal = (signal: keyof typeof exitCodes): void => {
    if (controller.signal.aborted) process.exit(exitCodes[signal]);
    controller.abort();
    process.stderr.write('\nStopping after the cases that are being tried. Once more ends it at once.\n');
  };
  for (const signal of signals) process.on(signal, onSignal);
  return {
    signal: controller.signal,
    release() {
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}
