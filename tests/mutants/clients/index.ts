import { bodies } from './bodies.js';
import type { ClientMutant } from './client.js';
import { connections } from './connections.js';
import { enumSlips } from './enums.js';
import { errorMembers } from './error-members.js';
import { errorNames } from './error-names.js';
import { headerSlips } from './headers.js';
import { integerSlips } from './integers.js';
import { laterErrors } from './later-errors.js';
import { memberSlips } from './members.js';
import { naiveClients } from './naive.js';
import { plainSlips } from './plain-values.js';
import { requests } from './requests.js';
import { retries } from './retries.js';
import { swallowed } from './swallowed.js';
import { times } from './times.js';
import { unions } from './unions.js';
import { writings } from './writings.js';

export type { ClientMutant, ClientWitness, CorrectClient, Scripted } from './client.js';
export { correctClients } from './correct.js';
export { makeCall, type Pause } from './reference.js';

export const clientMutants: readonly ClientMutant[] = [
  ...integerSlips,
  ...plainSlips,
  ...times,
  ...enumSlips,
  ...memberSlips,
  ...unions,
  ...errorNames,
  ...errorMembers,
  ...laterErrors,
  ...swallowed,
  ...bodies,
  ...connections,
  ...headerSlips,
  ...writings,
  ...requests,
  ...retries,
  ...naiveClients,
];
