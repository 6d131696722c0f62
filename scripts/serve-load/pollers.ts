import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseJson } from '../../generated/runtime/json.js';
import { validateGetImportTaskOutputWireStrict } from '../../generated/validators/wire-strict.js';

/** What all pollers together saw. */
export interface Polls {
  readonly count: number;
  readonly wrong: number;
  /** The first few that were wrong, in words. */
  readonly shown: readonly string[];
}

/** Of as many wrong answers the words are kept. */
const SHOWN = 5;

/** So many milliseconds a poller waits that was not answered at all. */
const PAUSE = 100;

/** So many pollers, each of whom asks for a task again as soon as it was answered, until a moment. */
export async function polled(
  url: string,
  ids: readonly string[],
  pollers: number,
  until: number,
): Promise<Polls> {
  const agent = new Agent({ keepAlive: true, maxSockets: pollers });
  const shown: string[] = [];
  let [count, wrong] = [0, 0];
  const poller = async (id: string): Promise<void> => {
    while (performance.now() < until) {
      const answer = await asked(agent, `${url}/importtasks/${id}`);
      const why = typeof answer === 'string' ? answer : whatIsWrong(id, answer);
      count += 1;
      if (why === null) continue;
      wrong += 1;
      if (shown.length < SHOWN) shown.push(`${id}: ${why}`);
      if (typeof answer === 'string') await sleep(PAUSE);
    }
  };
  await Promise.all(Array.from({ length: pollers }, (_, at) => poller(ids[at % ids.length] ?? '')));
  agent.destroy();
  return { count, wrong, shown };
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** What is wrong with what a poller of a task was answered; null where it is right. */
export function whatIsWrong(id: string, { status, body }: Answer): string | null {
  if (status !== 200) return `status ${status}`;
  const parsed = parseJson(body);
  if (!parsed.ok) return `no JSON: ${body.slice(0, 200)}`;
  const result = validateGetImportTaskOutputWireStrict(parsed.value);
  if (!result.valid) return result.issues.map(({ message }) => message).join('; ');
  return result.value.taskId === id ? null : `the answer of ${result.value.taskId}`;
}

/** An answer, or why there was none. */
function asked(agent: Agent, url: string): Promise<Answer | string> {
  return new Promise((resolve) => {
    const fail = ({ message }: Error): void => resolve(`no answer: ${message}`);
    const sent = request(url, { agent }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        body += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      response.on('error', fail);
    });
    sent.on('error', fail);
    sent.end();
  });
}
