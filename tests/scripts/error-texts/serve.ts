import type { Row } from './row.js';

/** `serve`: its address, its scenarios, its state. */
export const rows: readonly Row[] = [
  {
    typed: 'serve --port PORT',
    says: 'Port PORT of 127.0.0.1 is in use. Give another with --port or --admin-port; 0 takes any that is free.\n',
    code: 2,
  },
  {
    typed: 'serve --host 192.0.2.1 --port 0',
    says: '192.0.2.1 is no address of this machine. Give one with --host, such as 127.0.0.1 or 0.0.0.0.\n',
    code: 2,
  },
  {
    typed: 'serve --host no.such.host.invalid --port 0',
    says: 'no.such.host.invalid is no address of this machine. Give one with --host, such as 127.0.0.1 or 0.0.0.0.\n',
    code: 2,
  },
  {
    typed: 'serve --scenario flakey',
    says: 'There is no scenario "flakey". Did you mean flaky?\n',
    code: 2,
  },
  {
    typed: 'serve --scenario nonsense',
    says: 'There is no scenario "nonsense". Known: succeeds, fails-and-rolls-back, re-provisions, is-cancelled, throttled, flaky, slow, unknown-status, unknown-union-member.\n',
    code: 2,
  },
  {
    typed: 'serve --scenario ./mine.yaml',
    says: 'There is no file ./mine.yaml. Give a path from the current folder, or one of succeeds, fails-and-rolls-back, re-provisions, is-cancelled, throttled, flaky, slow, unknown-status, unknown-union-member.\n',
    code: 2,
  },
  {
    typed: 'serve --scenario ./mine',
    given: {
      mine: null,
    },
    says: './mine cannot be read: it is a folder. Give another file with --scenario.\n',
    code: 2,
  },
  {
    typed: 'serve --scenario mine.yaml',
    given: {
      'mine.yaml': 'name: [mine\n',
    },
    says: 'mine.yaml:2:1: Flow sequence in block collection must be sufficiently indented and end with a ]\n',
    code: 2,
  },
  {
    typed: 'serve --scenario mine.yaml',
    given: {
      'mine.yaml': 'mine\n',
    },
    says: 'mine.yaml:1:1: Expected a mapping with name and stages.\n',
    code: 2,
  },
  {
    typed: 'serve --scenario mine.yaml',
    given: {
      'mine.yaml': `name: mine
stage: []
`,
    },
    says: `mine.yaml:1:1: \`stages\` is missing.
mine.yaml:2:8: There is no key "stage". Did you mean stages?
`,
    code: 2,
  },
  {
    typed: 'serve --scenario mine.yaml',
    given: {
      'mine.yaml': `name: mine
stages: []
`,
    },
    says: `mine.yaml:2:9: There is no stage. Give one at least, with a \`status\`.
`,
    code: 2,
  },
  {
    typed: 'serve --scenario mine.yaml',
    given: {
      'mine.yaml': `name: mine
stages:
  - {}
  - 3
`,
    },
    says: `mine.yaml:3:5: \`status\` is missing.
mine.yaml:4:5: Expected a mapping with status.
`,
    code: 2,
  },
  {
    typed: 'serve --scenario mine.yaml',
    given: {
      'mine.yaml': `name: 7
later: maybe
task: none
faults: none
statements: few
stages:
  - { status: IMPORTING, seconds: -1, progress: 200, attempt: 1.5 }
`,
    },
    says: `mine.yaml:1:7: Expected text.
mine.yaml:2:8: Expected true or false.
mine.yaml:3:7: Expected a mapping.
mine.yaml:4:9: Expected a list.
mine.yaml:5:13: Expected a whole number, or its digits in quotes where it is beyond 2^53.
mine.yaml:7:35: Expected a number of seconds, from 0 on.
mine.yaml:7:49: Expected percent at the end, or [at the beginning, at the end], from 0 to 100 and not falling.
mine.yaml:7:63: Expected a whole number from 0 to 2147483647.
`,
    code: 2,
  },
  {
    typed: 'serve --scenario mine.yaml',
    given: {
      'mine.yaml': `name: mine
stages:
  - { status: IMPORTNG }
`,
    },
    says: `mine.yaml:3:15: There is no status "IMPORTNG". Did you mean IMPORTING? A status of a later edition needs \`later: true\` in the scenario.
`,
    code: 2,
  },
  {
    typed: 'serve --scenario mine.yaml',
    given: {
      'mine.yaml': `name: mine
stages:
  - { status: PAUSED }
`,
    },
    says: `mine.yaml:3:15: There is no status "PAUSED". Known: INITIALIZING, EXPORTING, ANALYZING_DATA, IMPORTING, REPROVISIONING, ROLLING_BACK, SUCCEEDED, FAILED, CANCELLING, CANCELLED. A status of a later edition needs \`later: true\` in the scenario.
`,
    code: 2,
  },
  {
    typed: 'serve --scenario mine.yaml',
    given: {
      'mine.yaml': `name: mine
stages:
  - { status: SUCCEEDED, seconds: 3 }
`,
    },
    says: 'mine.yaml:3:35: SUCCEEDED is an end, and takes no time. Leave it out.\n',
    code: 2,
  },
  {
    typed: 'serve --scenario mine.yaml',
    given: {
      'mine.yaml': `name: mine
stages:
  - { status: IMPORTING, attempt: 2 }
  - { status: IMPORTING, attempt: 1 }
`,
    },
    says: 'mine.yaml:4:35: The attempt falls, from 2.\n',
    code: 2,
  },
  {
    typed: 'serve --scenario mine.yaml',
    given: {
      'mine.yaml': `name: mine
stages:
  - { status: SUCCEEDED }
  - { status: IMPORTING }
`,
    },
    says: 'mine.yaml:4:15: SUCCEEDED is an end: nothing follows it.\n',
    code: 2,
  },
  {
    typed: 'serve --scenario mine.yaml',
    given: {
      'mine.yaml': `name: mine
stages:
  - { status: CANCELLING }
  - { status: IMPORTING }
`,
    },
    says: 'mine.yaml:4:15: CANCELLING leads to CANCELLED or FAILED only.\n',
    code: 2,
  },
  {
    typed: 'serve --scenario mine.yaml',
    given: {
      'mine.yaml': `name: mine
stages:
  - { status: IMPORTING }
  - { status: INITIALIZING }
`,
    },
    says: `mine.yaml:4:15: INITIALIZING is a beginning: it comes first, or in another \`attempt\`.
`,
    code: 2,
  },
  {
    typed: 'serve --scenario mine.yaml',
    given: {
      'mine.yaml': `name: mine
stages:
  - { status: ANALYZING_DATA }
  - { status: IMPORTING }
  - { status: ANALYZING_DATA }
`,
    },
    says: `mine.yaml:5:15: ANALYZING_DATA was left, and comes back only in another \`attempt\`.
`,
    code: 2,
  },
  {
    typed: 'serve --scenario mine.yaml',
    given: {
      'mine.yaml': `name: mine
stages:
  - { status: IMPORTING, progress: 50 }
  - { status: IMPORTING, progress: [10, 60] }
`,
    },
    says: `mine.yaml:4:5: Its figures fall, which they do only in another \`attempt\`.
`,
    code: 2,
  },
  {
    typed: 'serve --scenario mine.yaml',
    given: {
      'mine.yaml': `name: mine
task: { colour: red }
stages:
  - { status: IMPORTING }
`,
    },
    says: 'mine.yaml:2:17: There is no member "colour". Known: graphId, source, format, roleArn, importOptions.\n',
    code: 2,
  },
  {
    typed: 'serve --scenario mine.yaml',
    given: {
      'mine.yaml': `name: mine
task: { graphId: red }
stages:
  - { status: IMPORTING }
`,
    },
    says: 'mine.yaml:2:18: Expected a string that matches ^g-[a-z0-9]{10}$, found "red".\n',
    code: 2,
  },
  {
    typed: 'serve --scenario mine.yaml',
    given: {
      'mine.yaml': `name: mine
stages:
  - { status: IMPORTING }
faults:
  - {}
`,
    },
    says: `mine.yaml:5:5: This does nothing. Give an \`error\`, a \`raw\` answer or a \`delay\`.
`,
    code: 2,
  },
  {
    typed: 'serve --scenario mine.yaml',
    given: {
      'mine.yaml': `name: mine
stages:
  - { status: IMPORTING }
faults:
  - { error: ThrottlingExeption }
`,
    },
    says: 'mine.yaml:5:14: There is no error "ThrottlingExeption". Did you mean ThrottlingException?\n',
    code: 2,
  },
  {
    typed: 'serve --scenario mine.yaml',
    given: {
      'mine.yaml': `name: mine
stages:
  - { status: IMPORTING }
faults:
  - { delay: 1, every: 0 }
`,
    },
    says: `mine.yaml:5:5: \`every\` and \`times\` count from 1.
`,
    code: 2,
  },
  {
    typed: 'serve --scenario mine.yaml',
    given: {
      'mine.yaml': `name: mine
stages:
  - { status: IMPORTING }
faults:
  - { raw: { status: 99 } }
`,
    },
    says: 'mine.yaml:5:22: Expected an HTTP status from 200 to 599, found 99.\n',
    code: 2,
  },
  {
    typed: 'serve --scenario mine.yaml',
    given: {
      'mine.yaml': `name: mine
stages:
  - { status: IMPORTING }
faults:
  - 3
`,
    },
    says: 'mine.yaml:5:5: Expected a mapping with error, message, retryAfter, raw, delay, every, times.\n',
    code: 2,
  },
  {
    typed: 'serve --state t.json',
    given: {
      't.json': null,
    },
    says: 't.json cannot be read: it is a folder. Give another file with --state.\n',
    code: 2,
  },
  {
    typed: 'serve --state t.json',
    given: {
      't.json': '{',
    },
    says: 't.json holds no tasks of an earlier run. It is no JSON. Name another file, or remove this one.\n',
    code: 2,
  },
  {
    typed: 'serve --state t.json',
    given: {
      't.json': '{}',
    },
    says: 't.json holds no tasks of an earlier run. It is no state of version 1. Name another file, or remove this one.\n',
    code: 2,
  },
  {
    typed: 'serve --state t.json',
    given: {
      't.json': '{ "version": 1, "tasks": [{}] }',
    },
    says: 't.json holds no tasks of an earlier run. /tasks/0/id: Expected the id of a task. Name another file, or remove this one.\n',
    code: 2,
  },
  {
    typed: 'serve --state t.json',
    given: {
      't.json': '{ "version": 1, "tasks": [{ "id": "t-0123456789" }] }',
    },
    says: 't.json holds no tasks of an earlier run. /tasks/0/created: Expected a number. Name another file, or remove this one.\n',
    code: 2,
  },
  {
    typed: 'serve --state t.json',
    given: {
      't.json':
        '{"version": 1, "tasks": [{"id": "t-0123456789", "created": 1, "speed": 1, "began": 1, "skipped": 0, "asked": 0}]}',
    },
    says: 't.json holds no tasks of an earlier run. /tasks/0/scenario: Expected a mapping with name and stages. Name another file, or remove this one.\n',
    code: 2,
  },
  {
    typed: 'serve --state t.json',
    given: {
      't.json':
        '{"version": 1, "tasks": [{"id": "t-0123456789", "created": 1, "speed": 1, "began": 1, "skipped": 0, "asked": 0, "scenario": {"name": "x", "stages": [{"status": "IMPORTING"}]}}]}',
    },
    says: 't.json holds no tasks of an earlier run. /tasks/0/ordered: Expected a list of faults. Name another file, or remove this one.\n',
    code: 2,
  },
  {
    typed: 'serve --state no/t.json --scenario succeeds',
    says: 'no/t.json cannot be written: there is no such file or folder. Give another file with --state.\n',
    code: 2,
  },
];
