import { expect, test } from 'vitest';
import { createService, fetchHandler, type Scenario, scenarios } from '../../scripts/serve/index.js';
import { phasesOf } from '../../scripts/serve/machine.js';
import { type FetchHandler, handlerServer, type VerifyResult, verifyServer } from '../conformance/index.js';

const IDS = ['t-0123456789', 't-abcdefghij'];

/** Two hours of a task in two seconds, with all that a server of this scenario is held to. */
function verified(
  scenario: Scenario,
  change: (handler: FetchHandler) => FetchHandler = (handler) => handler,
): Promise<VerifyResult> {
  const service = createService({ speed: 3600, wait: async () => {} });
  for (const id of IDS) service.create({ id, scenario });
  return verifyServer({
    target: handlerServer(change(fetchHandler(service))),
    tasks: IDS.map((id) => ({
      input: { taskIdentifier: id },
      lifecycle: phasesOf(scenario).map(({ status }) => status),
    })),
    ...{ mode: scenario.later === true ? 'tolerant' : 'strict', runs: 3, seed: 1, follow: 8 },
  });
}

test.concurrent.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
  'the suite finds nothing: %s',
  async (_, scenario) => {
    const { findings } = await verified(scenario);
    expect(findings.map(({ clause, check }) => `${clause} ${check}`)).toEqual([]);
  },
);

test.concurrent('the suite follows these tasks to their end, and sees one that leaves it', async () => {
  const [scenario] = scenarios;
  if (scenario === undefined) throw new Error('no scenario');
  let ended = 0;
  const { findings } = await verified(scenario, (handler) => async (request) => {
    const response = await handler(request);
    const body = await response.text();
    ended += body.includes('SUCCEEDED') ? 1 : 0;
    const { status, headers } = response;
    return new Response(ended > 2 ? body.replace('SUCCEEDED', 'IMPORTING') : body, { status, headers });
  });
  expect(findings.map(({ clause }) => clause)).toContain('GetImportTask#life-cycle:end-is-final');
});
