import { setFlagsFromString } from 'node:v8';

/** Tells V8 that this process generates once, and ends. */
export function tuneForOneRun(): void {
  // A build step has neighbours: garbage is collected early, where Node would rather take half a gigabyte.
  setFlagsFromString('--heap-growing-percent=30');
  // Most runs are over before code that V8 optimises has paid for it: what runs for long is optimised all the same.
  setFlagsFromString('--interrupt-budget=1000000');
}
