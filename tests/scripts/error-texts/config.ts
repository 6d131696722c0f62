import type { Row } from './row.js';

/** The config file, and what is made of it. */
export const rows: readonly Row[] = [
  {
    typed: 'verify',
    given: {
      'neptune-contract.config.json':
        '{"verify": {"targets": {"poller": {"client": "./c.mjs", "known": 7.5, "seed": []}}}}',
    },
    says: 'neptune-contract.config.json:1:79: verify.targets.poller.seed has to be a text or a number.\n',
    code: 2,
  },
  {
    typed: 'serve --config none.json',
    says: 'The config file none.json cannot be read: there is no such file. Give another with --config, or none with --no-config.\n',
    code: 2,
  },
  {
    typed: 'serve --config c.yaml',
    says: 'c.yaml is no config file. One ends in .ts, .js, .mjs or .json.\n',
    code: 2,
  },
  {
    typed: 'serve --config conf.json',
    given: {
      'conf.json': null,
    },
    says: 'The config file conf.json cannot be read: it is no file. Give another with --config, or none with --no-config.\n',
    code: 2,
  },
  {
    typed: 'serve',
    given: {
      'neptune-contract.config.json': '{ "serve": ',
    },
    says: 'neptune-contract.config.json:1:12: This is no JSON: expected a value.\n',
    code: 2,
  },
  {
    typed: 'serve',
    given: {
      'neptune-contract.config.mjs': "throw new Error('no env');\n",
    },
    says: `neptune-contract.config.mjs cannot be loaded: Error: no env
Mend it, give another with --config, or none with --no-config.
`,
    code: 2,
  },
  {
    typed: 'serve',
    given: {
      'neptune-contract.config.mjs': 'export const a = 1;\n',
    },
    says: 'neptune-contract.config.mjs: There is no config here. Give an object: export default defineConfig({ ... }).\n',
    code: 2,
  },
  {
    typed: 'serve',
    given: {
      'neptune-contract.config.json': '[]',
    },
    says: 'neptune-contract.config.json: It has to be an object with keys.\n',
    code: 2,
  },
  {
    typed: 'serve',
    given: {
      'neptune-contract.config.json': '{"serve": []}',
    },
    says: 'neptune-contract.config.json:1:11: serve has to be an object with keys.\n',
    code: 2,
  },
  {
    typed: 'serve',
    given: {
      'neptune-contract.config.json': '{"server": {}}',
    },
    says: 'neptune-contract.config.json:1:12: There is no key server. Did you mean serve? It is one of generate, verify, validate, serve, drift.\n',
    code: 2,
  },
  {
    typed: 'serve',
    given: {
      'neptune-contract.config.json': '{"serve": {"sped": 3}}',
    },
    says: 'neptune-contract.config.json:1:20: There is no key serve.sped. Did you mean speed? It is one of port, host, scenario, speed, state, adminPort, cors, log.\n',
    code: 2,
  },
  {
    typed: 'serve',
    given: {
      'neptune-contract.config.json': '{"serve": {"log": "no"}}',
    },
    says: 'neptune-contract.config.json:1:19: serve.log has to be true or false.\n',
    code: 2,
  },
  {
    typed: 'serve',
    given: {
      'neptune-contract.config.json': '{"serve": {"port": true}}',
    },
    says: 'neptune-contract.config.json:1:20: serve.port has to be a text or a number.\n',
    code: 2,
  },
  {
    typed: 'serve',
    given: {
      'neptune-contract.config.json': '{"serve": {"scenario": [true]}}',
    },
    says: 'neptune-contract.config.json:1:24: serve.scenario has to be a text, or a list of texts.\n',
    code: 2,
  },
  {
    typed: 'serve',
    given: {
      'neptune-contract.config.json': '{"serve": {"speed": "fast"}}',
    },
    says: 'neptune-contract.config.json:1:21: serve.speed: Expected a number from 0 on, such as 60.\n',
    code: 2,
  },
  {
    typed: 'serve',
    given: {
      'neptune-contract.config.json': '{"verify": {"targets": []}}',
    },
    says: 'neptune-contract.config.json:1:24: verify.targets has to be an object with keys.\n',
    code: 2,
  },
  {
    typed: 'generate',
    given: {
      'neptune-contract.config.json': '{"generate": [{"out": "a"}, {"target": "pyton"}]}',
    },
    says: 'neptune-contract.config.json:1:40: generate.1.target: There is no target pyton. Did you mean python? It is one of typescript, python, python:strict, go, go:strict, java, java:strict, rust, rust:strict, cpp, csharp, dart, kotlin, php, ruby, scala3, swift.\n',
    code: 2,
  },
  {
    typed: 'validate r.json',
    given: {
      'neptune-contract.config.json': '{"validate": {"view": "botto3"}}',
    },
    says: 'neptune-contract.config.json:1:23: validate.view: Did you mean boto3? It is one of wire, boto3, aws-sdk-js, cli, decoded.\n',
    code: 2,
  },
  {
    typed: 'verify',
    says: `There is no config file that has targets. Write \`verify validator MODULE\`, \`verify client MODULE\` or \`verify server URL\`, or give targets names in neptune-contract.config.ts.
`,
    code: 2,
  },
  {
    typed: 'verify validater',
    says: `There is no config file that has targets. Did you mean \`verify validator\`? Write \`verify validator MODULE\`, \`verify client MODULE\` or \`verify server URL\`, or give targets names in neptune-contract.config.ts.
`,
    code: 2,
  },
  {
    typed: 'verify',
    given: {
      'neptune-contract.config.json': '{"serve": {}}',
    },
    says: `neptune-contract.config.json has no targets. Give it some under \`verify.targets\`.
`,
    code: 2,
  },
  {
    typed: 'verify validater',
    given: {
      'neptune-contract.config.json': '{"verify": {}}',
    },
    says: `neptune-contract.config.json has no targets. Did you mean \`verify validator\`? Give it some under \`verify.targets\`.
`,
    code: 2,
  },
  {
    typed: 'verify targets pollr',
    given: {
      'neptune-contract.config.json': '{"verify": {"targets": {"poller": {"client": "./c.mjs"}}}}',
    },
    says: 'neptune-contract.config.json has no target pollr. Did you mean poller? It has poller.\n',
    code: 2,
  },
  {
    typed: 'verify targets x',
    given: {
      'neptune-contract.config.json': '{"verify": {"targets": {"poller": {"client": "./c.mjs"}}}}',
    },
    says: 'neptune-contract.config.json has no target x. It has poller.\n',
    code: 2,
  },
  {
    typed: 'verify clint',
    given: {
      'neptune-contract.config.json': '{"verify": {"targets": {"poller": {"client": "./c.mjs"}}}}',
    },
    says: `neptune-contract.config.json has no target clint. Did you mean \`verify client\`? It has poller.
`,
    code: 2,
  },
  {
    typed: 'verify',
    given: {
      'neptune-contract.config.json': '{"verify": {"targets": {"poller": {}}}}',
    },
    says: 'neptune-contract.config.json:1:35: verify.targets.poller names nothing to verify. Give it a validator, a client or a server.\n',
    code: 2,
  },
  {
    typed: 'verify',
    given: {
      'neptune-contract.config.json': '{"verify": {"targets": {"poller": {"clint": "./c.mjs"}}}}',
    },
    says: 'neptune-contract.config.json:1:45: There is no key verify.targets.poller.clint. Did you mean client? It is one of runs, seed, only, level, limitation, known, timeout, timeBudget, concurrency, report, snippets, baseline, validator, mode, view, shape, client, operation, server, task, setup, follow.\n',
    code: 2,
  },
  {
    typed: 'verify',
    given: {
      'neptune-contract.config.json':
        '{"verify": {"targets": {"poller": {"client": "./c.mjs", "server": "http://127.0.0.1:1"}}}}',
    },
    says: 'neptune-contract.config.json:1:35: verify.targets.poller is client and server at once. Make a target of each.\n',
    code: 2,
  },
  {
    typed: 'verify',
    given: {
      'neptune-contract.config.json': '{"verify": {"targets": {"poller": {"client": []}}}}',
    },
    says: 'neptune-contract.config.json:1:46: verify.targets.poller.client has to be MODULE#EXPORT, or a list of a program and its arguments.\n',
    code: 2,
  },
  {
    typed: 'verify',
    given: {
      'neptune-contract.config.json': '{"verify": {"targets": {"service": {"server": 8080}}}}',
    },
    says: 'neptune-contract.config.json:1:47: verify.targets.service.server has to be the URL of a server.\n',
    code: 2,
  },
  {
    typed: 'verify',
    given: {
      'neptune-contract.config.json':
        '{"verify": {"report": "r.html", "targets": {"poller": {"client": "./c.mjs"}}}}',
    },
    says: 'neptune-contract.config.json:1:23: verify.report has to be an object, such as { "html": "report.html" }.\n',
    code: 2,
  },
  {
    typed: 'verify',
    given: {
      'neptune-contract.config.json':
        '{"verify": {"report": {"html": true}, "targets": {"poller": {"client": "./c.mjs"}}}}',
    },
    says: 'neptune-contract.config.json:1:32: verify.report.html has to be a path.\n',
    code: 2,
  },
  {
    typed: 'verify --baseline b.yaml',
    given: {
      'neptune-contract.config.json':
        '{"verify": {"targets": {"one": {"client": "./c.mjs"}, "two": {"client": "./d.mjs"}}}}',
    },
    says: `A baseline is of one target, and these are 2. Name one, or give each its \`baseline\` in neptune-contract.config.json.
`,
    code: 2,
  },
  {
    typed: 'verify',
    given: {
      'neptune-contract.config.json':
        '{"verify": {"targets": {"one": {"client": "./c.mjs"}, "two": {"client": "./d.mjs"}}}}',
    },
    says: `one: There is no module ./c.mjs. Give a path from the current folder, or the name of an installed package.
two: There is no module ./d.mjs. Give a path from the current folder, or the name of an installed package.
`,
    code: 2,
  },
];
