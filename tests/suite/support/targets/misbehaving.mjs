/** Validators that take everything until they meet a status that they cannot bear. */

function meets(value) {
  return value !== null && typeof value === 'object' && value.status === 'FAILED';
}

export function loops(value) {
  while (meets(value));
  return true;
}

export async function neverSettles(value) {
  if (meets(value)) await new Promise(() => {});
  return true;
}

export function exits(value) {
  if (meets(value)) process.exit(3);
  return true;
}

export function throwsLater(value) {
  if (meets(value)) {
    queueMicrotask(() => {
      throw new TypeError('too late');
    });
  }
  return true;
}

export function rejectsAside(value) {
  if (meets(value)) void Promise.reject(new TypeError('aside'));
  return true;
}

export function throws(value) {
  if (meets(value)) throw new TypeError('at once');
  return true;
}

export function prints(value) {
  if (meets(value)) console.log('x'.repeat(1_000_000));
  return true;
}

export const notCallable = 7;
