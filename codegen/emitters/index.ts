import { arbitraries } from './arbitraries.js';
import { codec } from './codec.js';
import { contractData } from './contract-data.js';
import type { Emitter } from './emitter.js';
import { indexFile } from './index-file.js';
import { runtime } from './runtime.js';
import { schemas } from './schemas.js';
import { standardSchemas } from './standard-schemas.js';
import { types } from './types.js';
import { validators } from './validators/index.js';
import { views } from './views.js';

/** Every emitter, in the order in which its files are listed. */
export const emitters: readonly Emitter[] = [
  indexFile,
  types,
  validators,
  standardSchemas,
  schemas,
  codec,
  views,
  arbitraries,
  contractData,
  runtime,
];
