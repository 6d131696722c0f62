import type { ClientEvidence, Finding, ResponseEvidence, VerifyResult } from '../result.js';
import { commandOf, type ReportOptions, replayOf } from './report.js';
import { oneLine, printable, shortened } from './text.js';

/** A counterexample as code: to see it without this suite, and to keep it as a test. */
export interface Snippets {
  /** What the target was given, or gave (servers), as it was: JSON, unless that is what is wrong with it. null for
   * bytes that are no text, and where nothing came. */
  readonly json: string | null;
  /** A program of one file for Node, without dependencies, that answers with these bytes; for findings on clients. */
  readonly stub: string | null;
  /** Shell commands that show the response: the stub's, or the server's. null for validators. */
  readonly curl: string | null;
  /** A file for vitest that tries the case again. */
  readonly test: string;
}

const PORT = 8080;

/**
 * The counterexample of a finding as code. `options.command` and `result.target` say how the target was named.
 */
export function snippetsOf(finding: Finding, result: VerifyResult, options: ReportOptions = {}): Snippets {
  const { counterexample } = finding;
  const test = testOf(finding, result, options);
  switch (counterexample.kind) {
    case 'validator':
      return { json: counterexample.value, stub: null, curl: null, test };
    case 'client':
      return {
        json: textOf(counterexample.response),
        stub: stubOf(finding, counterexample),
        curl: curlOf(counterexample),
        test,
      };
    case 'server':
      return {
        json: textOf(counterexample.exchanges.at(-1)?.response ?? null),
        stub: null,
        curl: counterexample.exchanges.map(({ curl }) => `${curl}\n`).join(''),
        test,
      };
  }
}

function textOf(response: ResponseEvidence | null): string | null {
  return response !== null && 'text' in response.body ? response.body.text : null;
}

function stubOf(finding: Finding, { response }: ClientEvidence): string {
  const { status, headers, body, delivery } = response;
  const bytes =
    'text' in body ? `Buffer.from(${literal(body.text)})` : `Buffer.from(${literal(body.base64)}, 'base64')`;
  const { framing, send } = sending(delivery, status);
  return `${comments([
    `${finding.clause}: ${finding.rule}`,
    `${finding.title} ${finding.summary}`,
    ...(delivery === '' ? [] : [`The response travels so: ${delivery}.`]),
    `Run it with \`node stub.mjs\` (PORT is ${PORT} if not set) and point the client at it.`,
  ])}
import { createServer } from 'node:http';

const body = ${bytes};
const headers = ${literal(headers)};

const server = createServer((request, response) => {
  request.resume();
  response.sendDate = false;
${framing === null ? '' : `  response.writeHead(${status}, [...headers${framing}].flat());\n`}${send.map((each) => `  ${each}\n`).join('')}});
server.listen(Number(process.env.PORT ?? ${PORT}), '127.0.0.1', () => {
  console.log(\`http://127.0.0.1:\${server.address().port}\`);
});
`;
}

/** What a stub does to send its response as the suite did; the wording is that of `deliveryText`. */
function sending(
  delivery: string,
  status: number,
): { readonly framing: string | null; readonly send: readonly string[] } {
  const [, chunk, after, more] =
    /^(?:chunked, (\d+) bytes at a time$)|(?:after (\d+) bytes(?:, with (\d+) more)?)/.exec(delivery) ?? [];
  const chunked = ", ['transfer-encoding', 'chunked']";
  const announced = `, ['content-length', String(body.length${more === undefined ? '' : ` + ${more}`})]`;
  const part = `body.subarray(0, ${after})`;
  if (delivery === 'reset before anything was sent') {
    return { framing: null, send: ['request.socket.resetAndDestroy();'] };
  }
  const [, parts, pause] = /then the body in (\d+) parts, (\d+) ms before each$/.exec(delivery) ?? [];
  if (parts !== undefined) {
    return {
      framing: announced,
      send: [
        'response.flushHeaders();',
        `const size = Math.max(1, Math.ceil(body.length / ${parts}));`,
        'let at = 0;',
        'const timer = setInterval(() => {',
        '  response.write(body.subarray(at, at + size));',
        '  at += size;',
        '  if (at < body.length) return;',
        '  clearInterval(timer);',
        '  response.end();',
        `}, ${pause});`,
        "response.once('close', () => clearInterval(timer));",
      ],
    };
  }
  if (chunk !== undefined) {
    return {
      framing: chunked,
      send: [
        `for (let at = 0; at < body.length; at += ${chunk}) response.write(body.subarray(at, at + ${chunk}));`,
        'response.end();',
      ],
    };
  }
  if (after !== undefined) {
    const end = delivery.startsWith('reset') ? 'resetAndDestroy()' : 'destroySoon()';
    return {
      framing: delivery.startsWith('chunked') ? chunked : announced,
      send: [
        'response.flushHeaders();',
        `response.write(${part});`,
        `setTimeout(() => request.socket.${end}, 20);`,
      ],
    };
  }
  const bodiless = status === 204 || status === 304;
  return bodiless
    ? { framing: '', send: ['response.end();'] }
    : { framing: announced, send: ['response.end(body);'] };
}

function curlOf({ requests }: ClientEvidence): string {
  const { method = 'GET', path = '/' } = requests[0] ?? {};
  const url = `http://127.0.0.1:${PORT}${path}`;
  return `curl -i --path-as-is${method === 'GET' ? '' : ` -X ${quoted(method)}`} ${quoted(printable(url))}\n`;
}

function testOf(finding: Finding, result: VerifyResult, options: ReportOptions): string {
  const { clause, title, expected, actual } = finding;
  const about = comments([
    finding.rule,
    ...caseLines(finding),
    `expected: ${shortened(expected, LONGEST)}`,
    `actual: ${shortened(actual, LONGEST)}`,
  ]);
  const name = literal(`${clause}: ${oneLine(title)}`);
  const [, file, exported] =
    /^((?:\.{0,2}\/)?[^\s#:]+\.[cm]?[jt]sx?)(?:#([\w$]+))?$/.exec(result.target) ?? [];
  return file === undefined || result.role === 'server'
    ? commandTest(about, name, finding, result, options)
    : moduleTest({ about, name, finding, result, file, exported });
}

const LONGEST = 2000;

function moduleTest(parts: {
  readonly about: string;
  readonly name: string;
  readonly finding: Finding;
  readonly result: VerifyResult;
  readonly file: string;
  readonly exported: string | undefined;
}): string {
  const { about, name, finding, result, file, exported } = parts;
  const kind = result.role === 'validator' ? 'Validator' : 'Client';
  const wrap = `${result.role}Target`;
  const from = /^\.{0,2}\//.test(file) ? file : `./${file}`;
  const imported = exported === undefined || exported === 'default' ? 'target' : `{ ${exported} as target }`;
  const asked =
    result.role === 'validator'
      ? `shape: ${literal(result.subject)}, mode: ${literal(result.mode)}${result.view === undefined ? '' : `, view: ${literal(result.view)}`}`
      : `operation: ${literal(result.subject)}`;
  return `import { ${wrap}, parseToken, terminalReport, verify${kind} } from 'neptune-contract/conformance';
${fromRunner('expect, test')}
import ${imported} from ${literal(from)};

${about}
test(${name}, async () => {
  const replay = parseToken(${literal(finding.replay)});
  if (replay === null) throw new Error('The token is not whole.');
  const result = await verify${kind}({
    target: ${wrap}(target, ${literal(result.target)}),
    ${asked},
    replay,
  });
  expect(result.findings, terminalReport(result)).toEqual([]);
});
`;
}

/** The import of a test's own words. */
function fromRunner(names: string): string {
  return `import { ${names} } from 'vitest';`;
}

/** A target that is no module of JavaScript is reached through the command. */
function commandTest(
  about: string,
  name: string,
  finding: Finding,
  result: VerifyResult,
  options: ReportOptions,
): string {
  const replay =
    commandOf(result, options) === ''
      ? `npx neptune-contract verify ${result.role} ${quoted(result.target)} --replay '${finding.replay}'`
      : replayOf(finding, result, options);
  const failing = replay.replace('--replay ', `--level ${finding.level.toLowerCase()} --replay `);
  return `import { execSync } from 'node:child_process';
${fromRunner('test')}

${about}
test(${name}, { timeout: 60_000 }, () => {
  execSync(${literal(failing)}, { stdio: 'inherit' });
});
`;
}

function caseLines({ counterexample }: Finding): readonly string[] {
  switch (counterexample.kind) {
    case 'validator':
      return [`value: ${shortened(counterexample.value, LONGEST)}`];
    case 'client':
      return [
        `input: ${shortened(counterexample.input, LONGEST)}`,
        `response: ${responseLine(counterexample.response)}`,
      ];
    case 'server':
      return counterexample.exchanges.flatMap(({ curl, response, failure }) => [
        `request: ${curl}`,
        ...(response === null ? [] : [`response: ${responseLine(response)}`]),
        ...(failure === null ? [] : [`instead: ${failure}`]),
      ]);
  }
}

function responseLine({ status, body }: ResponseEvidence): string {
  return `${status} ${shortened('text' in body ? body.text : `base64 ${body.base64}`, LONGEST)}`;
}

/** Each text in one line of comment, whatever is in it. */
function comments(texts: readonly string[]): string {
  return texts.map((text) => `// ${oneLine(text)}`).join('\n');
}

type Literal = string | readonly Literal[];

/** JavaScript for texts and lists of texts, without a character that cannot be seen. */
function literal(value: Literal): string {
  if (typeof value !== 'string') return `[${value.map((each) => literal(each)).join(', ')}]`;
  const inner = printable(JSON.stringify(value)).slice(1, -1);
  // Single quotes, because most of these texts are JSON.
  return `'${inner.replace(/\\(.)/g, (pair, unit) => (unit === '"' ? unit : pair)).replaceAll("'", "\\'")}'`;
}

/** As a shell takes it for one word. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
