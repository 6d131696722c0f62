/**
 * `npm run serve-load [-- --seconds N]`: 200 pollers at once ask a `serve` of its own, which is built, for a minute, while
 * `verify server` asks the same one, again and again. Each answer is judged. Prints how many there were, what was wrong with them, what
 * `verify` found, and the memory of the service; exits with 1 where anything was wrong or found, or the memory grew.
 */
import { parseArgs } from 'node:util';
import { EXIT } from './exit.js';
import { memoryOf, sampled } from './serve-load/memory.js';
import { polled } from './serve-load/pollers.js';
import { served } from './serve-load/served.js';
import { verdictOf } from './serve-load/verdict.js';
import { verified } from './serve-load/verified.js';

const POLLERS = 200;

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '60' } } });
const seconds = Number(values.seconds);
if (seconds > 0) process.exitCode = await tried(seconds);
else {
  console.error('--seconds takes a number above 0.');
  process.exitCode = EXIT.misused;
}

async function tried(time: number): Promise<number> {
  const service = await served(time);
  const until = performance.now() + time * 1000;
  try {
    const { url, pid, ids } = service;
    const [polls, verify, samples] = await Promise.all([
      polled(url, ids, POLLERS, until),
      verified(url, ids.slice(0, 4), until),
      sampled(pid, until),
    ]);
    const { holds, text } = verdictOf({ polls, verify, memory: memoryOf(samples) });
    console.log(`${POLLERS} pollers for ${time} s on Node ${process.version}:\n${text}`);
    return holds ? EXIT.holds : EXIT.broken;
  } finally {
    await service.end();
  }
}
