import { describe, expect, test } from 'vitest';
import { type Problem, problemText } from '../../../codegen/problems.js';
import { lowered, problemsOf } from '../support.js';

/** What is wrong, the document, and of its one problem the code, the line it points at, and a part of what it says. */
export type Row = readonly [
  wrong: string,
  text: string,
  code: Problem['code'],
  line: string | RegExp,
  says: string,
];

/** Each document has exactly the problem that its row tells. */
export function expectProblems(subject: string, rows: readonly Row[]): void {
  describe(`in ${subject}`, () => {
    test.each(rows)('%s is a problem', async (_, text, code, line, says) => {
      const problems = problemsOf(await lowered(text)).map((problem) => described(problem, text));
      expect(problems).toEqual([
        {
          code,
          line: typeof line === 'string' ? line : expect.stringMatching(line),
          says: expect.stringContaining(says),
        },
      ]);
    });
  });
}

function described(problem: Problem, text: string): { code: string; line: string; says: string } {
  const line = text.split('\n')[problem.line - 1]?.trim() ?? '';
  return { code: problem.code, line, says: problemText(problem) };
}
