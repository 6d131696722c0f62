import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openClientModule, targetProblemText, verifyClient } from '../conformance/index.js';
import { see } from '../conformance/seen.js';
import { openStdioClient } from '../conformance/targets/stdio.js';
import { driverProblemText } from '../conformance/targets/stdio-problems.js';
import type { ClientTarget } from '../conformance/targets/target.js';
import { CLI } from '../support/command.js';
import { driver, parcels } from './stdio-fixture.js';

/** Far more than anything takes here: whoever waits for it, waits for what does not come. */
const AMPLE = 60_000;
const CLIENTS = join(import.meta.dirname, 'support', 'targets', 'hostile-clients.mjs');

/** What a test holds is let go, also where it fails. */
function kept(target: ClientTarget): ClientTarget {
  onTestFinished(() => target.close());
  return target;
}

async function stdio(body: string): Promise<ClientTarget> {
  const opened = await openStdioClient({ command: driver(body), contract: parcels });
  if (!opened.ok) throw new Error(driverProblemText(opened.problem));
  return kept(opened.target);
}

async function module(name: string): Promise<ClientTarget> {
  const opened = await openClientModule(`${CLIENTS}#${name}`);
  if (!opened.ok) throw new Error(targetProblemText(opened.problem));
  return kept(opened.target);
}

async function came(target: ClientTarget, parcelId: string): Promise<unknown> {
  return (await target.call('http://127.0.0.1:1', { parcelId }, AMPLE)).outcome;
}

async function isGone(pid: number): Promise<boolean> {
  for (let left = 200; left > 0; left--) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await pause(20);
  }
  return false;
}

/** Tells its process id, but at the parcel p666 it does worse. */
function atParcel666(body: string): string {
  const right = `say({ id: m.id, output: { parcelId: String(process.pid), grams: 1 } });`;
  return `if (m.input.parcelId === 'p666') { ${body} } else { ${right} }`;
}

const fs = `require('node:fs')`;
/** Goes on writing, whatever becomes of the other end: nobody hears it. */
const forever = (stream: 1 | 2, chunk: string): string =>
  `process.on('SIGTERM', () => {}); const chunk = ${chunk}; for (;;) { try { ${fs}.writeSync(${stream}, chunk); } catch {} }`;

describe('a driver', () => {
  test.each([
    [
      'that closes its output and lives on',
      `${fs}.closeSync(1); setInterval(() => {}, 1000);`,
      /^it closed its standard output/,
    ],
    [
      'that floods a line',
      forever(1, `Buffer.alloc(1 << 20, 'x')`),
      /^it printed a line of more than 16 MiB/,
    ],
    [
      'that floods lines',
      forever(1, `Buffer.alloc(1 << 20, 'garbage\\n')`),
      /^it printed a line that is no JSON/,
    ],
    [
      'that floods empty lines',
      forever(1, `Buffer.alloc(1 << 20, '\\n')`),
      /^it printed a line that is no JSON/,
    ],
    ['that floods stderr', forever(2, `Buffer.alloc(1 << 20, 'x')`), /^it wrote more than 64 MiB to stderr/],
    [
      'that goes, and leaves one behind who holds its streams',
      `require('node:child_process').spawn('sleep', ['600'], { stdio: 'inherit' }); setTimeout(() => process.exit(4), 50);`,
      /^it ended with exit code 4/,
    ],
  ])('%s is told in time and ended, while the run goes on', async (_, body, said) => {
    const target = await stdio(atParcel666(body));
    const first = (await came(target, 'p001')) as { seen: { entries: [string, { value: string }][] } };
    const pid = Number(first.seen.entries[0]?.[1].value);
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().arrayBuffers);
    }, 5);
    const outcome = await came(target, 'p666');
    expect(await isGone(pid)).toBe(true);
    clearInterval(watch);
    expect(outcome).toMatchObject({ kind: 'died', how: expect.stringMatching(said) });
    expect(most).toBeLessThan(128 * 2 ** 20);
    expect(await came(target, 'p001')).toMatchObject({ kind: 'output' });
  });

  test('that closes its output before it says hello is no driver', async () => {
    const command = [process.execPath, '-e', `${fs}.closeSync(1); setInterval(() => {}, 1000)`] as const;
    const opened = await openStdioClient({ command, contract: parcels, startTimeout: AMPLE });
    expect(opened.ok ? '' : driverProblemText(opened.problem)).toMatch(
      /did not answer the greeting: it closed its standard output/,
    );
  });
});

describe('a client on a thread', () => {
  const some = ['restJson1#valid-output~minimal'];
  const tried = async (name: string, timeout = AMPLE) =>
    verifyClient({ target: await module(name), only: some, runs: 1, seed: 1, timeout });

  test.each(['thrice', 'hoards', 'floods'])(
    'that %s is judged by its answers, and nothing is left',
    async (name) => {
      const sockets = (): number =>
        process.getActiveResourcesInfo().filter((each) => /^TCP/.test(each)).length;
      const before = { sockets: sockets(), rss: process.memoryUsage().rss };
      const target = await module(name);
      const result = await verifyClient({ target, only: some, runs: name === 'floods' ? 1 : 5, seed: 1 });
      await target.close();
      expect(result.findings).toEqual([]);
      for (let left = 100; left > 0 && sockets() > before.sockets; left--) await pause(20);
      expect(sockets()).toBeLessThanOrEqual(before.sockets);
      expect(process.memoryUsage().rss - before.rss).toBeLessThan(400 * 2 ** 20);
    },
  );

  test('that never settles, and one that says something else to its thread, are findings', async () => {
    expect((await tried('never', 200)).findings[0]).toMatchObject({ summary: 'The call does not end.' });
    expect((await tried('posts')).findings[0]?.actual).toMatch(/posted a message of its own/);
  });

  test('that gives what has no end is told to give too much', async () => {
    const { endless } = (await import(CLIENTS)) as { endless: () => unknown };
    expect(see(endless())).toEqual({ kind: 'other', text: 'too large' });
  });
});

test('Ctrl-C while a client in a module is slow: what was found so far is told', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'slow-client-'));
  const marker = join(folder, 'slow');
  const only = ['--only', 'error-by-type-member', '--only', 'undecodable-success-truncated'];
  const words = ['verify', 'client', '--seed', '1', '--runs', '200', ...only, `${CLIENTS}#slows`];
  const child = spawn(process.execPath, [CLI, ...words], { env: { ...process.env, MARKER: marker } });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true });
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  child.stderr.resume();
  while (!existsSync(marker)) {
    if (child.exitCode !== null) throw new Error(`It ended before: ${text}`);
    await pause(20);
  }
  child.kill('SIGINT');
  const [code] = await once(child, 'close');
  expect(text).toMatch(/^MUST /m);
  expect(text).toMatch(/The run was stopped before all checks were through\.$/m);
  expect(code).toBe(1);
});
