import { contract } from '../../generated/contract.js';
import { FOLLOW } from '../../tests/conformance/defaults.js';
import { operationOf } from '../../tests/conformance/model.js';
import { httpServer } from '../../tests/conformance/targets/server-http.js';
import { loadSetup, taskInput } from '../../tests/conformance/targets/server-setup.js';
import { verifyServer } from '../../tests/conformance/verify-server.js';
import { carriedOut, exitCodeOf } from '../commands/campaign.js';
import { EXIT } from '../exit.js';
import { limitationsOf, runOptionsOf, type ServerFlags } from './flags.js';
import { type Outcome, withCommand } from './outcome.js';

export async function serverOutcome(url: string, flags: ServerFlags): Promise<Outcome> {
  const { task = [], setup, mode, follow } = flags;
  const operation = operationOf(contract, flags.operation);
  const tasks = task.map((text) => ({ input: taskInput(contract, operation, text) }));
  const limitations = await limitationsOf(flags);
  const made = setup === undefined ? {} : { setup: await loadSetup(setup) };
  const target = httpServer(url);
  const failedTeardown: string[] = [];
  const onTeardownFailed = ({ message }: Error): void => void failedTeardown.push(message);
  try {
    const common = { ...runOptionsOf(flags), limitations };
    const result = await carriedOut(flags.baseline, common, (all) =>
      verifyServer({
        ...all,
        ...made,
        ...{ target, tasks, mode, follow, onTeardownFailed },
        operation: operation.id,
      }),
    );
    const cameDown =
      result.died === undefined ? [] : [`The server came down before the run was through. ${result.died}`];
    return {
      result: withCommand(result, ['server', url, ...again(flags)]),
      code: failedTeardown.length === 0 ? exitCodeOf(result) : EXIT.misused,
      remarks: [...cameDown, ...failedTeardown],
    };
  } finally {
    await target.close();
  }
}

/** The options without which a replay would ask something else. */
function again({ task = [], setup, operation, mode, follow }: ServerFlags): readonly string[] {
  return [
    ...task.flatMap((id) => ['--task', id]),
    ...(setup === undefined ? [] : ['--setup', setup]),
    ...(operation === undefined ? [] : ['--operation', operation]),
    ...(mode === 'strict' ? [] : ['--mode', mode]),
    ...(follow === FOLLOW ? [] : ['--follow', String(follow)]),
  ];
}
