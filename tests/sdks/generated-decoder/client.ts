import { setTimeout as pause } from 'node:timers/promises';
import {
  decodeGetImportTaskResponse,
  type GetImportTaskInput,
  type GetImportTaskOutput,
  type GetImportTaskResult,
} from '../../../generated/index.js';

const ATTEMPTS = 3;
/** In milliseconds. Short, as nobody else waits for the suite's server; a client of a real service waits longer. */
const PAUSE = { throttling: 4, transient: 2 } as const;

/** The smallest client around the generated decoder: fetch, decode, and ask again where the contract says so. */
export default async function getImportTask(
  endpoint: string,
  input: GetImportTaskInput,
): Promise<GetImportTaskOutput> {
  if (input.taskIdentifier === '') throw new RangeError('The identifier of a task is not empty.');
  const url = new URL(`/importtasks/${encodeURIComponent(input.taskIdentifier)}`, endpoint);
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(url, { redirect: 'manual' });
    const { status, headers } = response;
    const result = decodeGetImportTaskResponse({
      status,
      headers,
      body: new Uint8Array(await response.arrayBuffer()),
    });
    if (result.kind === 'output') return result.output;
    if (result.kind === 'undecodable' || result.error.retry === 'never' || attempt === ATTEMPTS)
      throw errorOf(result);
    await pause(Math.max(PAUSE[result.error.retry], 1000 * Number(headers.get('retry-after') ?? 0)));
  }
}

function errorOf(result: Exclude<GetImportTaskResult, { kind: 'output' }>): Error {
  if (result.kind === 'error') {
    const { error } = result;
    const name = error.name === 'UnmodelledError' ? (error.wireName ?? error.name) : error.name;
    return Object.assign(new Error(error.message), error, { name });
  }
  const message = result.issues[0]?.message ?? 'The response cannot be read.';
  return Object.assign(new Error(message), { name: 'Undecodable', status: result.status });
}
