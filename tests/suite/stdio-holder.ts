import { openStdioClient } from '../conformance/targets/stdio.js';
import { driver, parcels } from './stdio-fixture.js';

/** A program with a driver in the middle of a case: it prints the driver's process id, and waits. */
const opened = await openStdioClient({ command: driver('', '{ concurrency: 2 }'), contract: parcels });
if (!opened.ok) throw new Error(opened.problem.code);
void opened.target.call('http://127.0.0.1:1', {}, 600_000);
console.log(opened.hello.name);
