import type { Row } from './row.js';

/** What `verify` is to reach. */
export const rows: readonly Row[] = [
  {
    typed: 'verify validator ./none.mjs',
    says: 'There is no module ./none.mjs. Give a path from the current folder, or the name of an installed package.\n',
    code: 2,
  },
  {
    typed: 'verify validator ./v.mjs',
    given: {
      'v.mjs': "throw new Error('no such table');\n",
    },
    says: `./v.mjs cannot be loaded: Error: no such table
Mend it, or give another module.
`,
    code: 2,
  },
  {
    typed: "verify validator './v.mjs#isTask'",
    given: {
      'v.mjs': 'export default () => true;\n',
    },
    says: './v.mjs has no export isTask. It exports default.\n',
    code: 2,
  },
  {
    typed: "verify validator './v.mjs#isTask'",
    given: {
      'v.mjs': 'export {};\n',
    },
    says: './v.mjs has no export isTask. It exports nothing.\n',
    code: 2,
  },
  {
    typed: "verify validator './v.mjs#limit'",
    given: {
      'v.mjs': 'export const limit = 3;\n',
    },
    says: 'The export limit of ./v.mjs is no validator (a function of one value, or a Standard Schema).\n',
    code: 2,
  },
  {
    typed: 'verify client ./v.mjs',
    given: {
      'v.mjs': 'export const limit = 3;\n',
    },
    says: './v.mjs exports no client (a function of an endpoint and an input that returns a promise of the output). It exports limit.\n',
    code: 2,
  },
  {
    typed: 'verify validator ./v.mjs',
    given: {
      'v.mjs': `export const isTask = () => true;
export const isOptions = () => true;
`,
    },
    says: './v.mjs has several exports that could be meant and no default. Say which: ./v.mjs#isOptions, ./v.mjs#isTask.\n',
    code: 2,
  },
  {
    typed: 'verify validator ./v.mjs',
    given: {
      'v.mjs': 'process.exit(3);\n',
    },
    says: './v.mjs came down while it was loaded: it ended its thread with exit code 3. Mend it, or give another module.\n',
    code: 2,
  },
  {
    typed: 'verify validator -- ./no-such-program',
    says: `./no-such-program cannot be started: spawn ./no-such-program ENOENT. Give the program and its arguments after \`--\`, as a shell would find them.
`,
    code: 2,
  },
  {
    typed: 'verify client -- node driver.mjs',
    given: {
      'driver.mjs': `console.error('no region');
process.exit(3);
`,
    },
    says: 'node driver.mjs did not answer the greeting: it ended with exit code 3; its last words on stderr: no region. A driver answers the first line, {"hello":{"protocol":1}}, with one of its own.\n',
    code: 2,
  },
  {
    typed: 'verify client -- node driver.mjs',
    given: {
      'driver.mjs': "process.kill(process.pid, 'SIGKILL');\n",
    },
    says: 'node driver.mjs did not answer the greeting: it was ended by the signal SIGKILL. A driver answers the first line, {"hello":{"protocol":1}}, with one of its own.\n',
    code: 2,
  },
  {
    typed: 'verify client -- node driver.mjs',
    given: {
      'driver.mjs': `import { createInterface } from 'node:readline';
const hello = "Welcome!";
createInterface({ input: process.stdin }).on('line', () => console.log(hello));
`,
    },
    says: 'node driver.mjs did not answer the greeting: it printed a line that is no JSON (expected a value at column 1): "Welcome!". A driver answers the first line, {"hello":{"protocol":1}}, with one of its own.\n',
    code: 2,
  },
  {
    typed: 'verify client -- node driver.mjs',
    given: {
      'driver.mjs': `import { createInterface } from 'node:readline';
const hello = "[1]";
createInterface({ input: process.stdin }).on('line', () => console.log(hello));
`,
    },
    says: 'node driver.mjs did not answer the greeting: it printed a line that is no JSON object: "[1]". A driver answers the first line, {"hello":{"protocol":1}}, with one of its own.\n',
    code: 2,
  },
  {
    typed: 'verify client -- node driver.mjs',
    given: {
      'driver.mjs': `import { createInterface } from 'node:readline';
const hello = "{}";
createInterface({ input: process.stdin }).on('line', () => console.log(hello));
`,
    },
    says: `node driver.mjs did not answer the greeting: it printed a line that has no whole number as its \`id\`: "{}". A driver answers the first line, {"hello":{"protocol":1}}, with one of its own.
`,
    code: 2,
  },
  {
    typed: 'verify client -- node driver.mjs',
    given: {
      'driver.mjs': `import { createInterface } from 'node:readline';
const hello = "{\\"id\\": 7}";
createInterface({ input: process.stdin }).on('line', () => console.log(hello));
`,
    },
    says: 'node driver.mjs did not answer the greeting: it answered 7, which it was not asked. A driver answers the first line, {"hello":{"protocol":1}}, with one of its own.\n',
    code: 2,
  },
  {
    typed: 'verify client -- node driver.mjs',
    given: {
      'driver.mjs': `process.stdout.write(Buffer.from([255, 10]));
setInterval(() => {}, 1000);
`,
    },
    says: 'node driver.mjs did not answer the greeting: it printed a line that is not UTF-8. A driver answers the first line, {"hello":{"protocol":1}}, with one of its own.\n',
    code: 2,
  },
  {
    typed: 'verify client -- node driver.mjs',
    given: {
      'driver.mjs': `import { closeSync } from 'node:fs';
closeSync(1);
setInterval(() => {}, 1000);
`,
    },
    says: 'node driver.mjs did not answer the greeting: it closed its standard output. A driver answers the first line, {"hello":{"protocol":1}}, with one of its own.\n',
    code: 2,
  },
  {
    typed: 'verify client -- node driver.mjs',
    given: {
      'driver.mjs': `process.stdout.write('x'.repeat(2 ** 25));
setInterval(() => {}, 1000);
`,
    },
    says: 'node driver.mjs did not answer the greeting: it printed a line of more than 16 MiB. A driver answers the first line, {"hello":{"protocol":1}}, with one of its own.\n',
    code: 2,
  },
  {
    typed: 'verify client -- node driver.mjs',
    given: {
      'driver.mjs': `import { createInterface } from 'node:readline';
const hello = "{\\"hello\\": {\\"error\\": {\\"message\\": \\"no credentials\\"}}}";
createInterface({ input: process.stdin }).on('line', () => console.log(hello));
`,
    },
    says: 'node driver.mjs refuses: no credentials\n',
    code: 2,
  },
  {
    typed: 'verify client -- node driver.mjs',
    given: {
      'driver.mjs': `import { createInterface } from 'node:readline';
const hello = "{\\"hello\\": {\\"name\\": \\"mine\\", \\"protocol\\": 2}}";
createInterface({ input: process.stdin }).on('line', () => console.log(hello));
`,
    },
    says: 'node driver.mjs speaks version 2 of the protocol; this suite speaks 1.\n',
    code: 2,
  },
  {
    typed: 'verify client -- node driver.mjs',
    given: {
      'driver.mjs': `import { createInterface } from 'node:readline';
const hello = "{\\"hello\\": {\\"name\\": \\"\\"}}";
createInterface({ input: process.stdin }).on('line', () => console.log(hello));
`,
    },
    says: `node driver.mjs says hello, but \`name\` is not a text that reports can print.
`,
    code: 2,
  },
  {
    typed: 'verify client -- node driver.mjs',
    given: {
      'driver.mjs': `import { createInterface } from 'node:readline';
const hello = "{\\"hello\\": {\\"name\\": \\"mine\\", \\"version\\": 3}}";
createInterface({ input: process.stdin }).on('line', () => console.log(hello));
`,
    },
    says: `node driver.mjs says hello, but \`version\` is not a text.
`,
    code: 2,
  },
  {
    typed: 'verify client -- node driver.mjs',
    given: {
      'driver.mjs': `import { createInterface } from 'node:readline';
const hello = "{\\"hello\\": {\\"name\\": \\"mine\\", \\"view\\": \\"yaml\\"}}";
createInterface({ input: process.stdin }).on('line', () => console.log(hello));
`,
    },
    says: `node driver.mjs says hello, but \`view\` is not one of neutral, wire, boto3, aws-sdk-js, cli.
`,
    code: 2,
  },
  {
    typed: 'verify client -- node driver.mjs',
    given: {
      'driver.mjs': `import { createInterface } from 'node:readline';
const hello = "{\\"hello\\": {\\"name\\": \\"mine\\", \\"concurrency\\": 0}}";
createInterface({ input: process.stdin }).on('line', () => console.log(hello));
`,
    },
    says: `node driver.mjs says hello, but \`concurrency\` is not a whole number above 0.
`,
    code: 2,
  },
  {
    typed: 'verify client -- node driver.mjs',
    given: {
      'driver.mjs': `import { createInterface } from 'node:readline';
const hello = "{\\"hello\\": {\\"name\\": \\"mine\\", \\"limitations\\": 3}}";
createInterface({ input: process.stdin }).on('line', () => console.log(hello));
`,
    },
    says: `node driver.mjs says hello, but \`limitations\` is not a list of names, or of mappings with \`limitation\`, \`clauses\` and \`reason\`.
`,
    code: 2,
  },
  {
    typed: 'verify client -- node driver.mjs',
    given: {
      'driver.mjs': `import { createInterface } from 'node:readline';
const hello = "{\\"hello\\": {\\"name\\": \\"mine\\", \\"limitations\\": [\\"slow\\"]}}";
createInterface({ input: process.stdin }).on('line', () => console.log(hello));
`,
    },
    says: 'There is no limitation named slow. Known by name: js-number. Any other is declared in a file, with its clauses and a reason.\n',
    code: 2,
  },
  {
    typed: 'verify client --dry-run -- ./no-such-program',
    says: `./no-such-program cannot be started: spawn ./no-such-program ENOENT. Give the program and its arguments after \`--\`, as a shell would find them.
`,
    code: 2,
  },
  {
    typed: 'verify server localhost:8080',
    says: 'localhost:8080 is no URL of a server. Give one like http://127.0.0.1:8080.\n',
    code: 2,
  },
  {
    typed: 'verify server http://127.0.0.1:1',
    says: 'http://127.0.0.1:1 cannot be reached: no connection (connect ECONNREFUSED 127.0.0.1:1). Is it running?\n',
    code: 2,
  },
  {
    typed: 'verify server http://127.0.0.1:1 --task nonsense',
    says: 'No task can be asked for with {"taskIdentifier":"nonsense"}: /taskIdentifier is to be a match of ^t-[a-z0-9]{10}$ (GetImportTaskInput.taskIdentifier#pattern).\n',
    code: 2,
  },
  {
    typed: `verify server http://127.0.0.1:1 --task '{"taskIdentifier"'`,
    says: '{"taskIdentifier" is no JSON: expected ":" in column 18.\n',
    code: 2,
  },
  {
    typed: 'verify server http://127.0.0.1:1 --operation GetTask',
    says: 'The contract has no operation GetTask. It has: GetImportTask.\n',
    code: 2,
  },
  {
    typed: 'verify server http://127.0.0.1:1 --setup none.mjs',
    says: 'There is no module none.mjs. Give a path from the current folder.\n',
    code: 2,
  },
  {
    typed: 'verify server http://127.0.0.1:1 --setup s.mjs',
    given: {
      's.mjs': "throw new Error('no table');\n",
    },
    says: `s.mjs cannot be loaded: Error: no table
Mend it, or give another module.
`,
    code: 2,
  },
  {
    typed: 'verify server http://127.0.0.1:1 --setup s.mjs',
    given: {
      's.mjs': 'export const tasks = [];\n',
    },
    says: 's.mjs exports no function setup. It exports tasks. Let it export setup(api), which gives { tasks: [...] }.\n',
    code: 2,
  },
  {
    typed: 'verify server http://127.0.0.1:1 --setup s.mjs',
    given: {
      's.mjs': 'export {};\n',
    },
    says: 's.mjs exports no function setup. It exports nothing. Let it export setup(api), which gives { tasks: [...] }.\n',
    code: 2,
  },
  {
    typed: 'verify server http://127.0.0.1:PORT --runs 1 --only status --setup s.mjs',
    given: {
      's.mjs': 'export const setup = () => [];\n',
    },
    says: 'The setup gave no { tasks: [...] }. Let it return one, with an { input } for each task.\n',
    code: 2,
  },
  {
    typed: 'verify server http://127.0.0.1:PORT --runs 1 --setup s.mjs',
    given: {
      's.mjs': `export const setup = () => {
  throw new Error('no table');
};
`,
    },
    says: 'The setup failed: no table\n',
    code: 2,
  },
  {
    typed: 'verify server http://127.0.0.1:PORT --runs 1 --only status --setup s.mjs',
    given: {
      's.mjs': `export const setup = () => ({ tasks: [{ input: { taskIdentifier: 't-0123456789' }, fails: 'Throttled' }] });\n`,
    },
    says: 'A task of the setup fails with Throttled, and GetImportTask has no such error. Name one of ValidationException, ResourceNotFoundException, ThrottlingException, InternalServerException.\n',
    code: 2,
  },
];
