/** Everyone who takes part: the limit first, then ours, then the peers. */
import * as ajv from './ajv.mjs';
import * as ajvStandalone from './ajv-standalone.mjs';
import * as arktype from './arktype.mjs';
import * as ata from './ata.mjs';
import * as floor from './floor.mjs';
import * as isMyJsonValid from './is-my-json-valid.mjs';
import * as ours from './ours.mjs';
import * as schemasafe from './schemasafe.mjs';
import * as sury from './sury.mjs';
import * as typebox from './typebox.mjs';
import * as typia from './typia.mjs';
import * as valibot from './valibot.mjs';
import * as zod from './zod.mjs';

export const contenders = [
  floor,
  ours,
  typebox,
  sury,
  ata,
  isMyJsonValid,
  schemasafe,
  ajv,
  ajvStandalone,
  typia,
  arktype,
  valibot,
  zod,
];
