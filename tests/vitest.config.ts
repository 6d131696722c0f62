import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/support/seed.ts'],
    // By default one processor stays idle, which is half of a small machine.
    maxWorkers: '100%',
    // Only a hang reaches it: tests that compile or start processes take seconds on a slow machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
