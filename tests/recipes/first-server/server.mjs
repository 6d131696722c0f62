// Answers for one task, which is done. There is a bug in it.
import { createServer } from 'node:http';

const port = Number(process.env['PORT'] ?? 8080);
const started = new Date('2025-06-01T09:00:00Z');
const task = {
  taskId: 't-0123456789',
  source: 's3://bucket/graph/',
  roleArn: 'arn:aws:iam::123456789012:role/import',
  status: 'SUCCEEDED',
  importTaskDetails: {
    status: 'SUCCEEDED',
    startTime: started.getTime(),
    timeElapsedSeconds: 600,
    progressPercentage: 100,
    errorCount: 0,
    statementCount: 48210,
    dictionaryEntryCount: 1703,
  },
};

createServer(({ method, url }, response) => {
  const answer = (status, body, error) => {
    const name = error === undefined ? {} : { 'x-amzn-errortype': error };
    response.writeHead(status, { 'content-type': 'application/json', ...name });
    response.end(JSON.stringify(body));
  };
  const [, label] = /^\/importtasks\/([^/?]+)(\?|$)/.exec(url) ?? [];
  if (label === undefined || method !== 'GET') return answer(404, { message: 'There is nothing here.' });
  const id = decoded(label);
  if (!/^t-[a-z0-9]{10}$/.test(id))
    return answer(
      400,
      { message: `${id} is no task.`, reason: 'CONSTRAINT_VIOLATION' },
      'ValidationException',
    );
  if (id !== task.taskId) return answer(404, { message: `There is no ${id}.` }, 'ResourceNotFoundException');
  answer(200, task);
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}, Ctrl-C ends it`));

function decoded(label) {
  try {
    return decodeURIComponent(label);
  } catch {
    return label;
  }
}
