/** Loaded into each contender: writes down what it has used when it ends, the processes that it started included. */
import { readFileSync, writeFileSync } from 'node:fs';
import { threadId } from 'node:worker_threads';

process.on('exit', () => {
  // A worker's share is the process's too.
  if (threadId !== 0) return;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cpu = (userCPUTime + systemCPUTime) / 1000 + ofChildren();
  // Of the processes of a contender the last to end is the one that was started.
  writeFileSync(process.env.BENCH_USAGE, JSON.stringify({ cpu, memory: maxRSS / 1024 }));
});

/** Milliseconds of CPU of the children that have ended; Linux alone tells, in hundredths of a second. */
function ofChildren() {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[13]) + Number(fields[14])) * 10;
  } catch {
    return 0;
  }
}
