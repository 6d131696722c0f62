import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['tests/**/*.test.ts'],
    // Projects of their own, with packages of their own: `npm run documents`.
    exclude: ['tests/recipes/**'],
    setupFiles: ['tests/support/seed.ts'],
    // Many tests wait for processes, for sockets or for time to be up, and leave a processor to others meanwhile.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // To load the compiler and the suite anew for each file takes longer than most files; no test leaves anything behind.
    isolate: false,
    // Only a hang reaches it: tests that compile or start processes take seconds on a slow machine.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
