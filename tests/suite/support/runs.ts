import { contract } from '../../../generated/contract.js';
import {
  clientTarget,
  handlerServer,
  type RunOptions,
  type VerifyResult,
  validatorTarget,
  verifyClient,
  verifyServer,
  verifyValidator,
} from '../../conformance/index.js';
import { carefulClient } from './careful-client.js';

/** A run of each role on a target that breaks a little of everything, quick and the same each time. */
export const BROKEN_RUNS: Readonly<
  Record<VerifyResult['role'], (options?: RunOptions) => Promise<VerifyResult>>
> = {
  validator: (options) =>
    verifyValidator({
      seed: 1,
      runs: 5,
      ...options,
      target: validatorTarget(() => true, 'src/yes.ts#yes'),
      mode: 'strict',
    }),
  client: (options) =>
    verifyClient({
      seed: 1,
      runs: 3,
      only: ['valid-output', 'integer-exact-large', 'wrong-json-type', 'error-by-header'],
      ...options,
      target: clientTarget(
        carefulClient(contract, { parse: JSON.parse, integer: Number }),
        'src/lossy.ts#client',
      ),
    }),
  server: (options) =>
    verifyServer({
      seed: 1,
      runs: 3,
      ...options,
      target: handlerServer(() => Response.json({ message: 'no' }, { status: 404 }), 'a handler'),
    }),
};
