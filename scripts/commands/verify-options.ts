import { type Command, InvalidArgumentError } from 'commander';
import { parseToken, type ReplayToken } from '../../tests/conformance/token.js';
import { choice, integer, repeated, wholeNumber } from '../arguments.js';
import { parseReportFiles } from './report-option.js';

/** The options that all targets have. */
export function withVerifyOptions(command: Command): Command {
  return command
    .option('--runs <n>', 'cases that each check tries', wholeNumber, 100)
    .option('--seed <n>', 'the same seed tries the same cases (default: another one each time)', integer)
    .option('--replay <token>', 'try exactly the case that a report gave this token', replayToken)
    .option(
      '--only <clause>',
      'only the checks of a clause, a rule, a site or a check id (repeatable)',
      repeated,
    )
    .addOption(
      choice('--level <level>', 'from which level on a finding fails the run', [
        'must',
        'should',
        'info',
      ]).default('must'),
    )
    .option('--limitation <name>', 'declare a limitation by its name: js-number (repeatable)', repeated)
    .option('--known <file>', 'declare limitations in a YAML file, each with what it covers and a reason')
    .option(
      '--timeout <ms>',
      'time for one case, four times that where a client may ask again',
      wholeNumber,
      5000,
    )
    .option('--time-budget <seconds>', 'time for all of it', wholeNumber, 600)
    .option('--concurrency <n>', 'checks that run at the same time', wholeNumber, 1)
    .option('--shard <i/n>', 'only the I-th of N parts of it, the same parts each time')
    .option(
      '--baseline <file>',
      'what it lists is known and fails no run; where there is none yet, it is written from what is found',
    )
    .option(
      '--report <format=file>',
      'write reports besides: json=FILE,junit=FILE,sarif=FILE,html=FILE (repeatable)',
      parseReportFiles,
    )
    .option('--snippets', 'print counterexamples as code, too: a stub server, a request, a test')
    .option('--json', 'print the result as JSON');
}

function replayToken(text: string): ReplayToken {
  const token = parseToken(text);
  if (token !== null) return token;
  throw new InvalidArgumentError(
    'Expected a token as a report prints it, such as client/restJson1%23open-enum/12345/0:1.',
  );
}
