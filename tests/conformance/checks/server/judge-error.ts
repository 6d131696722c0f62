import type { ErrorBinding } from '../../../../generated/runtime/contract.js';
import { holds } from '../../check.js';
import type { Ruling } from '../../judge/value.js';
import { comesUnder } from '../../model.js';
import { headerValues, type ServerResponse } from '../../targets/server.js';
import { bareName, errorIn, nameInHeader, objectIn } from './answers.js';
import { type Judged, judgeBytes, judgeContentType, judgeMembers } from './judge-body.js';
import { judgeRequestId } from './judge-success.js';
import { broken, type Notes, ruled } from './notes.js';
import type { ServerWorld } from './server-check.js';

/** An error of the operation: one that the model lists, named in the header, with its status and its body. */
export function judgeError(notes: Notes, world: ServerWorld, response: ServerResponse, body: Judged): void {
  judgeRequestId(notes, world, response);
  judgeName(notes, world, response, body);
  const binding = errorIn(world, response);
  if (binding !== undefined) judgeStatus(notes, binding, response);
  judgeContentType(notes, world, response, false);
  judgeBytes(notes, body);
  judgeErrorBody(notes, world, binding, response, body);
}

function judgeName(notes: Notes, world: ServerWorld, response: ServerResponse, body: Judged): void {
  const { errorNameHeader } = world.contract.protocol;
  if (errorNameHeader === null) return;
  const values = headerValues(response, errorNameHeader);
  const [value = ''] = values;
  const name = bareName(value);
  const expected = `${errorNameHeader} with the name of the error`;
  notes.rule(
    'error-name-header',
    ruled(name !== '', 'The error is not named in the header.', expected, value || 'no such header'),
  );
  const { errors } = world.operation;
  const names = errors.map(({ shape }) => shape).join(', ');
  if (name === '') {
    // Without a name the status still may say which error it is, if the body could be its own.
    const isLike = errorIn(world, response) !== undefined && objectIn(body.reading) !== null;
    notes.rule(
      'error-modelled',
      ruled(isLike, 'This is no error of the model.', `one of ${names}`, `${response.status} without a name`),
    );
    return;
  }
  const bare = values.length === 1 && value === name;
  notes.rule(
    'error-name-bare',
    ruled(bare, 'The header holds more than the name.', name, values.join(' and ')),
  );
  const modelled = errors.some(({ shape }) => shape === name);
  notes.rule('error-modelled', ruled(modelled, 'The model lists no such error.', `one of ${names}`, name));
}

function judgeStatus(notes: Notes, error: ErrorBinding, response: ServerResponse): void {
  const { shape, status } = error;
  const verdict = ruled(
    comesUnder(error, response.status),
    `${shape} comes with the status of another.`,
    `${status}`,
    `${response.status}`,
  );
  notes.rule('error-status', verdict);
  notes.exchange(`error:${shape}`, verdict);
}

function judgeErrorBody(
  notes: Notes,
  world: ServerWorld,
  binding: ErrorBinding | undefined,
  response: ServerResponse,
  body: Judged,
): void {
  const value = objectIn(body.reading);
  if (value === null) {
    const actual = body.reading.bytes === 0 ? 'an empty body' : 'a body that is no JSON object';
    notes.rule('error-body-valid', broken('The error has no readable body.', 'a JSON object', actual));
    return;
  }
  const { errorNameMembers } = world.contract.protocol;
  const inHeader = nameInHeader(world, response);
  const inBody = errorNameMembers.map((name) => value[name]).find((each) => typeof each === 'string');
  const other = inHeader !== null && typeof inBody === 'string' && bareName(inBody) !== inHeader;
  notes.rule(
    'error-body-valid',
    other ? broken('Header and body name different errors.', inHeader, String(inBody)) : holds,
  );
  if (binding === undefined) return;
  // Readers of the protocol know these members wherever an error is named, so they are no strangers in its body.
  const isName = ({ clause, path, holds: kept }: Ruling): boolean =>
    !kept && clause.endsWith('#closed') && errorNameMembers.some((name) => path === `/${name}`);
  judgeMembers(notes, world, binding.shape, body, isName);
}
