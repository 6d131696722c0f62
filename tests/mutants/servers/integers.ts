import { lifeCycle, rest } from '../mutant.js';
import { answer, details, root } from './document-kit.js';
import { get, mutant, type ServerMutant } from './server.js';

const D = 'ImportTaskDetails';

/** Numbers that JSON can write in several ways, written in another. */
function written(
  name: string,
  title: string,
  met: string,
  breaks: readonly string[],
  write: (json: string) => string,
  level: 'MUST' | 'SHOULD' = 'SHOULD',
): ServerMutant {
  return mutant({
    name,
    title,
    met,
    breaks,
    level,
    needs: 'task',
    witness: [get('t-succeeded0')],
    change: (reference) => ({ write: (document) => write(reference.write(document)) }),
  });
}

export const integers: readonly ServerMutant[] = [
  answer({
    name: 'int64-as-text',
    title: 'Sends 64-bit integers as strings',
    met: 'the JSON form of protobuf, BigInt columns of JavaScript drivers',
    breaks: [`${D}.statementCount#type`, `${D}.dictionaryEntryCount#type`, `${D}.timeElapsedSeconds#type`],
    describe: details((held) => ({
      timeElapsedSeconds: String(held.timeElapsedSeconds),
      statementCount: String(held.statementCount),
      dictionaryEntryCount: String(held.dictionaryEntryCount),
    })),
  }),
  answer({
    name: 'int64-through-double',
    title: 'Rounds 64-bit integers beyond 2^53',
    met: 'JavaScript, Lua, and jq, which hold them as doubles',
    breaks: [],
    needs: 'setup',
    task: 't-extreme000',
    describe: details((held) => ({ dictionaryEntryCount: BigInt(Number(held.dictionaryEntryCount)) })),
  }),
  answer({
    name: 'int64-unsigned',
    title: 'Sends a count beyond 2^63 - 1',
    met: '-1 in an unsigned column',
    breaks: [`${D}.statementCount#int64`],
    describe: details(() => ({ statementCount: 18_446_744_073_709_551_615n })),
  }),
  answer({
    name: 'int64-wrapped',
    title: 'Cuts counts to 32 bits, so that large ones turn negative',
    met: 'an int column, or `| 0`',
    breaks: [`${D}.statementCount#likely-minimum`],
    level: 'SHOULD',
    task: 't-extreme000',
    describe: details((held) => ({ statementCount: Number(BigInt.asIntN(32, BigInt(held.statementCount))) })),
  }),
  answer({
    name: 'attempt-unsigned',
    title: 'Sends 4294967295 for an attempt that there was not',
    met: '-1 in an unsigned column',
    breaks: ['GetImportTaskOutput.attemptNumber#int32'],
    describe: root(() => ({ attemptNumber: 4_294_967_295 })),
  }),
  answer({
    name: 'attempt-text',
    title: 'Sends the attempt as a string',
    met: 'values out of an environment or a form',
    breaks: ['GetImportTaskOutput.attemptNumber#type'],
    describe: root(({ attemptNumber }) => ({ attemptNumber: String(attemptNumber) })),
  }),
  answer({
    name: 'attempt-boolean',
    title: 'Sends true for the first attempt',
    met: 'a TINYINT(1) column in MySQL drivers',
    breaks: ['GetImportTaskOutput.attemptNumber#type'],
    describe: root(({ attemptNumber }) => ({ attemptNumber: attemptNumber === 1 ? true : attemptNumber })),
  }),
  answer({
    name: 'error-count-beyond-int32',
    title: 'Counts errors beyond 32 bits',
    met: 'a model with one integer type',
    breaks: [`${D}.errorCount#int32`],
    task: 't-extreme000',
    describe: details(({ errorCount }) => ({ errorCount: errorCount + 1 })),
  }),
  answer({
    name: 'error-count-minus-one',
    title: 'Sends -1 errors where they were not counted',
    met: 'a marker for no value',
    breaks: [`${D}.errorCount#likely-minimum`],
    level: 'SHOULD',
    describe: details(({ errorCount }) => ({ errorCount: errorCount === 0 ? -1 : errorCount })),
  }),
  answer({
    name: 'progress-fraction',
    title: 'Sends progress with decimals',
    met: '`done / total * 100`',
    breaks: [`${D}.progressPercentage#integer`],
    task: 't-0123456789',
    polls: 3,
    describe: details(({ progressPercentage }) => ({ progressPercentage: progressPercentage + 0.5 })),
  }),
  answer({
    name: 'progress-share',
    title: 'Sends progress between 0 and 1',
    met: '`done / total`',
    breaks: [`${D}.progressPercentage#integer`],
    task: 't-0123456789',
    polls: 4,
    describe: details(({ progressPercentage }) => ({ progressPercentage: progressPercentage / 100 })),
  }),
  answer({
    name: 'progress-basis-points',
    title: 'Sends progress in hundredths of a percent',
    met: 'integers chosen to avoid decimals',
    breaks: [`${D}.progressPercentage#likely-maximum`],
    level: 'SHOULD',
    describe: details(({ progressPercentage }) => ({ progressPercentage: progressPercentage * 100 })),
  }),
  answer({
    name: 'progress-over-100',
    title: 'Lets progress reach 101',
    met: '`Math.ceil(done / estimate * 100)`, where the estimate was low',
    breaks: [`${D}.progressPercentage#likely-maximum`],
    level: 'SHOULD',
    describe: details(({ progressPercentage }) => ({ progressPercentage: progressPercentage + 1 })),
  }),
  answer({
    name: 'progress-sign',
    title: 'Sends progress with a percent sign',
    met: 'a string formatted for people',
    breaks: [`${D}.progressPercentage#type`],
    describe: details(({ progressPercentage }) => ({ progressPercentage: `${progressPercentage}%` })),
  }),
  answer({
    name: 'elapsed-fraction',
    title: 'Sends the elapsed time with milliseconds',
    met: '`time.time() - start`',
    breaks: [`${D}.timeElapsedSeconds#integer`],
    describe: details(({ timeElapsedSeconds }) => ({
      timeElapsedSeconds: Number(timeElapsedSeconds) + 0.25,
    })),
  }),
  answer({
    name: 'elapsed-milliseconds',
    title: 'Sends the elapsed time in milliseconds',
    met: '`Date.now() - start`',
    breaks: [lifeCycle.plausibleTimes],
    level: 'SHOULD',
    task: 't-0123456789',
    polls: 4,
    describe: details(({ timeElapsedSeconds }) => ({
      timeElapsedSeconds: Number(timeElapsedSeconds) * 1000,
    })),
  }),
  answer({
    name: 'elapsed-duration',
    title: 'Sends the elapsed time as text',
    met: 'ISO 8601 durations, `str(timedelta)`',
    breaks: [`${D}.timeElapsedSeconds#type`],
    describe: details(({ timeElapsedSeconds }) => ({ timeElapsedSeconds: `PT${timeElapsedSeconds}S` })),
  }),
  written(
    'integer-with-fraction',
    'Writes integers with a decimal point',
    'Python and PHP, for whole floats',
    [rest('integer-plain-digits')],
    (json) => json.replace(/("timeElapsedSeconds":\d+)/, '$1.0'),
  ),
  written(
    'integer-with-exponent',
    'Writes large integers with an exponent',
    'C++ streams and `%g`',
    [rest('integer-plain-digits')],
    (json) =>
      json.replace(
        /"statementCount":(\d+?)(0*)(?=,)/,
        (_, digits, zeros) => `"statementCount":${digits}e${zeros.length}`,
      ),
  ),
  written(
    'integer-leading-zero',
    'Writes integers with leading zeros',
    '`%03d`',
    [rest('body-is-json'), rest('output-valid')],
    (json) => json.replace(/"attemptNumber":/, '"attemptNumber":00'),
    'MUST',
  ),
  written(
    'number-nan',
    'Writes NaN for a share of nothing',
    'Python `json.dumps`, which allows it',
    [rest('body-is-json'), rest('output-valid')],
    (json) => json.replace(/"progressPercentage":\d+/, '"progressPercentage":NaN'),
    'MUST',
  ),
  written(
    'number-grouped',
    'Writes integers with a separator between thousands',
    'a locale applied to all numbers',
    [rest('body-is-json'), rest('output-valid')],
    (json) => json.replace(/"statementCount":(\d+)(\d{6})/, '"statementCount":$1_$2'),
    'MUST',
  ),
];
