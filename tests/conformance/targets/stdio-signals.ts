const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const OURS = Symbol('ends drivers');

/**
 * Calls `end` when this process is about to end: drivers live in process groups of their own, which a Ctrl-C in the
 * terminal does not reach. A program that handles the signal itself is in charge: then only its exit counts.
 * Returns how to stop watching.
 */
export function endWithThisProcess(end: () => void): () => void {
  const onSignal = Object.assign(
    (signal: NodeJS.Signals): void => {
      if (process.listeners(signal).some((each) => !(OURS in each))) return;
      stop();
      end();
      // The last of us lets the signal have its usual effect.
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    },
    { [OURS]: true },
  );
  const stop = (): void => {
    process.off('exit', end);
    for (const signal of signals) process.off(signal, onSignal);
  };
  process.on('exit', end);
  for (const signal of signals) process.on(signal, onSignal);
  return stop;
}
