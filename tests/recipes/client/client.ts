import {
  decodeGetImportTaskResponse,
  type GetImportTaskInput,
  type GetImportTaskOutput,
} from 'neptune-contract';

/** One call: the output, or an error by its name. */
export default async function getImportTask(
  endpoint: string,
  { taskIdentifier }: GetImportTaskInput,
): Promise<GetImportTaskOutput> {
  const response = await fetch(`${endpoint}/importtasks/${encodeURIComponent(taskIdentifier)}`);
  const { status, headers } = response;
  const body = new Uint8Array(await response.arrayBuffer()); // text() would repair what is no UTF-8
  const result = decodeGetImportTaskResponse({ status, headers, body });
  switch (result.kind) {
    case 'output':
      for (const notice of result.notices) console.warn(notice.message); // say, a status of a later edition
      return result.output;
    case 'error':
      throw Object.assign(new Error(result.error.message), result.error);
    case 'undecodable': // a 200 that is no output: never an empty success
      throw new Error(result.issues.map(({ message }) => message).join('\n'));
  }
}
