import getImportTask from '../client/client.js';

const OVER = ['SUCCEEDED', 'FAILED', 'CANCELLED'];

/** The status in which a task ends. A throttled request is sent again. */
export async function wait(endpoint: string, taskIdentifier: string, pause: number): Promise<string> {
  for (;;) {
    const status = await getImportTask(endpoint, { taskIdentifier }).then(
      (task) => task.status,
      (error: { retry?: string }) => {
        if (error.retry === undefined || error.retry === 'never') throw error;
        return 'unknown';
      },
    );
    if (OVER.includes(status)) return status;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
