/** A client of the plainest kind, and one that ends its process where the answer is bad. */

async function ask(endpoint, { taskIdentifier }) {
  const response = await fetch(`${endpoint}/importtasks/${encodeURIComponent(taskIdentifier)}`);
  const body = await response.json();
  if (!response.ok)
    throw Object.assign(new Error(body.message), { name: response.headers.get('x-amzn-errortype') });
  return body;
}

export const plain = ask;

export async function exits(endpoint, input) {
  return ask(endpoint, input).catch(() => process.exit(1));
}

export async function hangs(endpoint, input) {
  const output = await ask(endpoint, input);
  if (output.status === 'FAILED') for (;;);
  return output;
}
