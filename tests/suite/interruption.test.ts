import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { CLI } from '../support/command.js';
import { driver } from './stdio-fixture.js';

interface Running {
  readonly child: ChildProcess;
  readonly text: () => string;
  /** Resolves once the driver has been slow for the first time. */
  readonly slow: () => Promise<void>;
}

/** Verifies a driver that takes everything for valid, and takes its time over it from a certain case on. */
async function start(fast: number, delay: number, ...options: readonly string[]): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'interruption-'));
  const marker = join(folder, 'slow');
  const body = `
    globalThis.count = (globalThis.count ?? 0) + 1;
    if (count > ${fast}) require('node:fs').writeFileSync(${JSON.stringify(marker)}, '');
    setTimeout(() => say({ id: m.id, valid: true }), count > ${fast} ? ${delay} : 0);
  `;
  const words = ['verify', 'validator', '--mode', 'strict', '--seed', '1', '--timeout', '60000', ...options];
  const child = spawn(process.execPath, [CLI, ...words, '--', ...driver(body)]);
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true });
  });
  return {
    child,
    text: () => text,
    async slow() {
      while (!existsSync(marker)) {
        if (child.exitCode !== null) throw new Error(`It ended before: ${text}`);
        await pause(20);
      }
    },
  };
}

/** Of the driver: it says so in its name. */
async function isGone(pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await pause(20);
  }
  return false;
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s: what was found so far is told, and nothing is left',
  async (signal) => {
    const { child, text, slow } = await start(400, 200);
    await slow();
    child.kill(signal);
    const [code] = await once(child, 'close');
    expect(text()).toMatch(/^MUST /m);
    expect(text()).toMatch(/^BROKEN .*\nThe run was stopped before all checks were through\.$/m);
    expect(code).toBe(1);
    const [, pid] = /pid (\d+)/.exec(text()) ?? [];
    expect(await isGone(Number(pid))).toBe(true);
  },
);

test('the JSON says that it was stopped; without a finding the exit code says that nothing was shown', async () => {
  const { child, text, slow } = await start(2, 100, '--only', 'validator#accepts', '--json');
  await slow();
  child.kill('SIGINT');
  const [code] = await once(child, 'close');
  expect(JSON.parse(text())).toMatchObject({ stopped: true, findings: [], stats: { interrupted: true } });
  expect(code).toBe(2);
});

test('the second Ctrl-C ends it at once', async () => {
  const { child, text, slow } = await start(5, 50_000);
  await slow();
  const told = once(child.stderr ?? child, 'data');
  child.kill('SIGINT');
  await told;
  child.kill('SIGINT');
  const [code] = await once(child, 'close');
  expect({ code, text: text() }).toEqual({ code: 130, text: '' });
});
