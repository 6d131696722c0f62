import type { Command } from 'commander';
import { contract } from '../../generated/contract.js';
import { origin, port, repeated, speed } from '../arguments.js';
import { ADMIN, SPEED } from '../serve/defaults.js';
import type { Flags } from '../serve/run.js';
import { scenarios } from '../serve/scenarios.js';

/** `serve`. */
export function addServe(program: Command): void {
  program
    .command('serve')
    .summary('a local service to develop against')
    .description(
      `Serves ${contract.operations[0]?.id} on this machine: tasks live through scenarios in compressed time, and answer what the contract says. Made for developing pollers and dashboards, as a real import takes hours.`,
    )
    .option('--port <n>', 'the port; 0 takes any that is free', port, 8080)
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option(
      '--scenario <name|file>',
      'begin with a task of it: a name, or a YAML file (repeatable; default: one of each name)',
      repeated,
    )
    .option(
      '--speed <x>',
      'how many seconds of a task pass in one; 0: only what is moved goes on',
      speed,
      SPEED,
    )
    .option('--state <file>', 'keep the tasks there across restarts')
    .option('--admin-port <n>', `${ADMIN}/tasks on a port of its own`, port)
    .option(
      '--cors [origin]',
      'let pages of another origin ask and read, such as http://localhost:5173; without one, pages of any',
      origin,
    )
    .option('--json', 'log as JSON lines')
    .option('--no-log', 'no line for each request')
    .addHelpText(
      'after',
      `
Scenarios: ${scenarios.map(({ name }) => name).join(', ')}

Examples:
  $ neptune-contract serve
  $ neptune-contract serve --scenario succeeds --speed 720 --port 0
  $ neptune-contract serve --scenario ./my-scenario.yaml --state tasks.json
  $ neptune-contract serve --cors http://localhost:5173   # for a dashboard in a browser
  $ curl --json '{"scenario":"flaky"}' http://127.0.0.1:8080${ADMIN}/tasks
  $ curl -X PATCH --json '{"status":"CANCELLING"}' http://127.0.0.1:8080${ADMIN}/tasks/t-succeeds00`,
    )
    .action(async (flags: Flags) => (await import('../serve/run.js')).run(flags));
}
