import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '../child.js';

/** Megabytes of a process, each the median of some samples. */
export interface Memory {
  readonly start: number;
  readonly middle: number;
  readonly end: number;
}

const EVERY = 250;

/** The resident memory of a process in megabytes, four times a second until a moment. */
export async function sampled(pid: number, until: number): Promise<readonly number[]> {
  const samples = [await residentMemory(pid)];
  while (performance.now() < until) {
    await sleep(EVERY);
    samples.push(await residentMemory(pid));
  }
  return samples;
}

/** At the start as it is before the load; in the middle and at the end over a tenth of the time. */
export function memoryOf(samples: readonly number[]): Memory {
  const width = Math.ceil(samples.length / 10);
  const from = Math.floor((samples.length - width) / 2);
  return {
    start: samples[0] ?? 0,
    middle: median(samples.slice(from, from + width)),
    end: median(samples.slice(-width)),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

async function residentMemory(pid: number): Promise<number> {
  const kilobytes = process.platform === 'linux' ? await ofProc(pid) : await ofPs(pid);
  if (!Number.isFinite(kilobytes)) throw new Error(`The memory of the process ${pid} cannot be told.`);
  return kilobytes / 1024;
}

async function ofProc(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1]);
}

async function ofPs(pid: number): Promise<number> {
  const options = { cwd: '.', timeout: 10_000 };
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)], options);
  return Number.parseInt(stdout, 10);
}
