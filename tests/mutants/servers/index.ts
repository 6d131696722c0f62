import { besideServers } from './beside.js';
import { busyServers } from './busy.js';
import { bodyBytes } from './bytes.js';
import { clientHeaders } from './client-headers.js';
import { concurrency } from './concurrency.js';
import { contentTypes } from './content-types.js';
import { courses } from './courses.js';
import { declaredServers, failingServers } from './declared.js';
import { endings } from './endings.js';
import { enums } from './enums.js';
import { errorBodies } from './error-bodies.js';
import { errorNames } from './error-names.js';
import { framings } from './framing.js';
import { identifiers } from './identifiers.js';
import { integers } from './integers.js';
import { journeys } from './journeys.js';
import { jsonTexts } from './json-texts.js';
import { lookups } from './lookups.js';
import { members } from './members.js';
import { memories } from './memories.js';
import { naiveServers } from './naive.js';
import { repairedIdentifiers } from './repaired-identifiers.js';
import { routes } from './routes.js';
import type { ServerMutant } from './server.js';
import { statuses } from './statuses.js';
import { strings } from './strings.js';
import { timestamps } from './timestamps.js';
import { unions } from './unions.js';
import { unknownTasks } from './unknown-tasks.js';

export { correctServers } from './correct.js';
export type { CorrectServer, Served, ServerInstance, ServerMutant, Witness } from './server.js';
export { serve } from './server.js';
export { byClock, byReads, type Task, type TaskDocument, type Tasks, type World } from './tasks.js';

export const serverMutants: readonly ServerMutant[] = [
  ...identifiers,
  ...repairedIdentifiers,
  ...unknownTasks,
  ...routes,
  ...besideServers,
  ...clientHeaders,
  ...errorBodies,
  ...errorNames,
  ...statuses,
  ...contentTypes,
  ...timestamps,
  ...integers,
  ...enums,
  ...unions,
  ...members,
  ...strings,
  ...jsonTexts,
  ...bodyBytes,
  ...framings,
  ...endings,
  ...courses,
  ...journeys,
  ...concurrency,
  ...memories,
  ...lookups,
  ...busyServers,
  ...declaredServers,
  ...failingServers,
  ...naiveServers,
];
