import { clientTarget, registerClientSuite } from 'neptune-contract/conformance';
import { describe, test } from 'vitest';
import getImportTask from '../client/client.js';

// A test for each clause that concerns clients. A broken one fails with the report.
registerClientSuite({ describe, test }, { target: clientTarget(getImportTask), runs: 10, seed: 1 });
