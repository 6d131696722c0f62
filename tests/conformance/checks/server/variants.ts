import type { ServerRequest } from '../../targets/server.js';
import type { RequestParts } from './requests.js';

/** Requests that differ from the plain one in one way. */
export type Variants = (parts: RequestParts, choice: number) => readonly ServerRequest[];

export function chosen(candidates: readonly ServerRequest[], choice: number): ServerRequest {
  const request = candidates[choice % candidates.length];
  if (request === undefined) throw new RangeError('A route without a variant.');
  return request;
}
