import { describe, expect, test } from 'vitest';
import { exitCodeOf } from '../../scripts/commands/campaign.js';
import { terminalReport, type VerifyResult, validatorTarget, verifyValidator } from '../conformance/index.js';
import { verdictWord } from '../conformance/verdict-word.js';

describe('the verdict in a word', async () => {
  const target = validatorTarget(() => true, 'always');
  const result = await verifyValidator({ target, runs: 1, seed: 1 });
  const held: VerifyResult = { ...result, holds: true, findings: [] };
  const untried: VerifyResult = {
    ...held,
    coverage: held.coverage.map((each) => ({
      ...each,
      state: 'not-covered',
      reason: 'The time was up.',
      gap: false,
    })),
  };

  test.each([
    ['BROKEN', result, 1],
    ['HOLDS', held, 0],
    ['STOPPED', { ...held, stopped: true as const }, 2],
    ['DIED', { ...held, died: 'exit code 3' }, 2],
    ['NOTHING TRIED', untried, 2],
    ['HOLDS', { ...untried, shard: { index: 8, count: 8 } }, 0],
  ] as const)('%s', (word, given, code) => {
    expect(verdictWord(given)).toBe(word);
    expect(terminalReport(given)).toContain(`\n${word} `);
    expect(exitCodeOf(given)).toBe(code);
  });
});
