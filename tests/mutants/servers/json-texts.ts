import { rest } from '../mutant.js';
import { get, mutant, type ServerMutant } from './server.js';

const notJson = [rest('body-is-json'), rest('output-valid')];

interface Slip {
  readonly name: string;
  readonly title: string;
  readonly met: string;
  readonly breaks?: readonly string[];
  readonly task?: string;
}

/** One that writes its answers in another way. */
function text(
  { breaks = notJson, task = 't-succeeded0', ...slip }: Slip,
  rewrite: (json: string) => string,
): ServerMutant {
  return mutant({
    ...slip,
    breaks,
    level: 'MUST',
    needs: 'task',
    witness: [get(task)],
    change: (reference) => ({ write: (document) => rewrite(reference.write(document)) }),
  });
}

export const jsonTexts: readonly ServerMutant[] = [
  text(
    {
      name: 'json-duplicate-status',
      title: 'Writes the status twice',
      met: 'strings glued together, jackson with two getters',
      breaks: [rest('no-duplicate-members')],
    },
    (json) => json.replace(/("status":"\w+")/, '$1,$1'),
  ),
  text(
    {
      name: 'json-duplicate-nested',
      title: 'Writes a member of the details twice, with two values',
      met: 'serde `flatten`, and merged records',
      breaks: [rest('no-duplicate-members')],
    },
    (json) => json.replace(/"errorCount":\d+/, '"errorCount":0,$&'),
  ),
  text(
    {
      name: 'json-duplicate-escaped',
      title: 'Writes a member twice, once with an escape in its name',
      met: 'a filter that adds what it does not find',
      breaks: [rest('no-duplicate-members')],
    },
    (json) => json.replace('{', '{"task\\u0049d":"t-0000000000",'),
  ),
  text(
    {
      name: 'json-trailing-text',
      title: 'Writes more after the document',
      met: 'a warning of PHP, or a log line on standard output',
    },
    (json) => `${json}\nDone in 3 ms`,
  ),
  text(
    { name: 'json-two-documents', title: 'Writes the document twice', met: 'two middlewares that both send' },
    (json) => json + json,
  ),
  text(
    {
      name: 'json-leading-text',
      title: 'Writes a warning before the document',
      met: 'PHP with `display_errors`',
    },
    (json) => `Deprecated: strftime()\n${json}`,
  ),
  text(
    { name: 'json-guard', title: 'Writes a guard before the document', met: "Angular and Google: `)]}'`" },
    (json) => `)]}',\n${json}`,
  ),
  text(
    { name: 'json-callback', title: 'Wraps the document in a call', met: 'JSONP' },
    (json) => `callback(${json});`,
  ),
  text(
    { name: 'json-truncated', title: 'Loses the end of the document', met: 'a buffer of fixed size' },
    (json) => json.slice(0, -1),
  ),
  text(
    {
      name: 'json-truncated-large',
      title: 'Loses the end of large documents',
      met: 'a buffer of 1024 characters',
      task: 't-extreme000',
    },
    (json) => json.slice(0, 1024),
  ),
  text(
    {
      name: 'json-trailing-comma',
      title: 'Writes a comma after the last member',
      met: 'templates with loops',
    },
    (json) => json.replace(/\}$/, ',}'),
  ),
  text({ name: 'json-single-quotes', title: 'Writes single quotes', met: '`str(dict)` in Python' }, (json) =>
    json.replaceAll('"', "'"),
  ),
  text(
    {
      name: 'json-python',
      title: 'Writes True and False',
      met: '`str(dict)` in Python, with the quotes replaced',
    },
    (json) => json.replace(/:true/g, ':True').replace(/:false/g, ':False'),
  ),
  text(
    { name: 'json-bare-names', title: 'Writes names without quotes', met: 'JSON5, `util.inspect`' },
    (json) => json.replace(/"(\w+)":/g, '$1:'),
  ),
  text({ name: 'json-comment', title: 'Writes a comment', met: 'a configuration format' }, (json) =>
    json.replace('{', '{/* import task */'),
  ),
  text(
    { name: 'json-undefined', title: 'Writes undefined', met: 'templates, and serialisers by hand' },
    (json) => json.replace(/\}$/, ',"statusReason":undefined}'),
  ),
  text(
    {
      name: 'json-raw-newline',
      title: 'Writes line breaks in strings as they are',
      met: 'serialisers by hand',
      task: 't-extreme000',
    },
    (json) => json.replaceAll('\\n', '\n'),
  ),
  text(
    {
      name: 'json-bad-escape',
      title: "Writes \\' in strings",
      met: 'an escape function for JavaScript',
      task: 't-extreme000',
    },
    (json) => json.replace('s3://', "s3:\\'//"),
  ),
  text(
    {
      name: 'json-windows-path',
      title: 'Leaves backslashes as they are',
      met: 'serialisers by hand',
      task: 't-extreme000',
    },
    (json) => json.replaceAll('\\\\', '\\'),
  ),
  text(
    {
      name: 'json-encoded-twice',
      title: 'Writes the document as a JSON string',
      met: '`res.json(JSON.stringify(body))`',
      breaks: ['GetImportTaskOutput#type', rest('output-valid')],
    },
    (json) => JSON.stringify(json),
  ),
  text(
    {
      name: 'json-base64',
      title: 'Writes the document in base64',
      met: 'a Lambda function behind a gateway without `isBase64Encoded`',
      breaks: notJson,
    },
    (json) => Buffer.from(json).toString('base64'),
  ),
  text({ name: 'json-yaml', title: 'Writes YAML', met: 'a default of a framework' }, (json) =>
    json.replace(/[{}"]/g, '').replaceAll(',', '\n'),
  ),
  text(
    {
      name: 'json-nothing',
      title: 'Writes nothing',
      met: 'a handler that forgets to return',
      breaks: [...notJson, 'GetImportTaskOutput#type'],
    },
    () => '',
  ),
  text(
    { name: 'json-object-object', title: 'Writes [object Object]', met: '`String(body)`' },
    () => '[object Object]',
  ),
  text(
    {
      name: 'json-byte-order-mark',
      title: 'Writes a byte order mark first',
      met: 'Windows, and .NET `Encoding.UTF8`',
      breaks: [rest('body-no-byte-order-mark'), ...notJson],
    },
    (json) => `\ufeff${json}`,
  ),
];
