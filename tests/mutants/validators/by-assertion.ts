import { strict as assert } from 'node:assert';

/**
 * One statement after the other, in tolerant mode: it returns nothing, and throws what is wrong first.
 * Values are taken out of the object by their own properties only.
 */
export function assertAnswer(value: unknown): void {
  const answer = record(value);
  optional(answer('graphId'), (held) => assert.match(text(held), /^g-[a-z0-9]{10}$/));
  assert.match(text(answer('taskId')), /^t-[a-z0-9]{10}$/);
  text(answer('source'));
  optional(answer('format'), text);
  assert.match(
    text(answer('roleArn')),
    /^arn:aws[^:]*:iam::[0-9]{12}:(?:role|role\/service-role)(?:\/[A-Za-z0-9_+=,.@-]+)+$/,
  );
  text(answer('status'));
  optional(answer('importOptions'), options);
  optional(answer('importTaskDetails'), details);
  optional(answer('attemptNumber'), int);
  optional(answer('statusReason'), text);
}

function details(value: unknown): void {
  const held = record(value);
  text(held('status'));
  const startTime = held('startTime');
  assert(typeof startTime === 'number' && startTime >= -62135596800 && startTime < 253402300800);
  long(held('timeElapsedSeconds'));
  int(held('progressPercentage'));
  int(held('errorCount'));
  optional(held('errorDetails'), text);
  long(held('statementCount'));
  long(held('dictionaryEntryCount'));
}

function options(value: unknown): void {
  const held = record(value);
  const tags = Object.keys(value as object).filter(
    (tag) => tag !== '__type' && held(tag) !== undefined && held(tag) !== null,
  );
  assert.equal(tags.length, 1);
  if (tags[0] !== 'neptune') return;
  const neptune = record(held('neptune'));
  limited(neptune('s3ExportPath'));
  limited(neptune('s3ExportKmsKeyId'));
  optional(neptune('preserveDefaultVertexLabels'), flag);
  optional(neptune('preserveEdgeIds'), flag);
}

/** Looks members up; the members of a list or of a function are none. */
function record(value: unknown): (name: string) => unknown {
  assert(typeof value === 'object' && value !== null && !Array.isArray(value));
  return (name) => Object.getOwnPropertyDescriptor(value, name) && Reflect.get(value, name);
}

function optional(value: unknown, check: (held: unknown) => unknown): void {
  if (value !== undefined && value !== null) check(value);
}

function text(value: unknown): string {
  assert(typeof value === 'string');
  return value;
}

function limited(value: unknown): void {
  const { length } = Array.from(text(value));
  assert(length >= 1 && length <= 1024);
}

function flag(value: unknown): void {
  assert(value === true || value === false);
}

function int(value: unknown): void {
  // `| 0` gives 0 for -0, which is equal to it.
  assert(typeof value === 'number' && (value | 0) === value);
}

function long(value: unknown): void {
  if (typeof value === 'bigint') assert(value >= -(2n ** 63n) && value < 2n ** 63n);
  else assert(Number.isSafeInteger(value));
}
