import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { contract } from '../../generated/contract.js';
import { dryRun } from '../conformance/dry-run.js';
import { dryRunText } from '../conformance/dry-run-text.js';
import { driver, parcels } from './stdio-fixture.js';

/** A driver that fetches for itself; `change` is done to the output before it is written. */
function fetching(change: string, hello = '{}') {
  return driver(
    `lines.once('close', () => process.exit());
     fetch(m.endpoint + '/parcels/' + encodeURIComponent(m.input.parcelId)).then(async (response) => {
       const output = await response.json();
       if (!response.ok) return say({ id: m.id, error: { name: response.headers.get('x-error'), message: output.message, status: response.status } });
       ${change}
       say({ id: m.id, output });
     });`,
    hello,
  );
}

async function problems(change: string, hello?: string): Promise<readonly string[]> {
  const result = await dryRun({ command: fetching(change, hello), contract: parcels });
  if (result.kind === 'not-started') throw new Error(result.problem.code);
  expect(result.ok).toBe(result.cases.every((each) => each.problems.length === 0));
  return [...new Set(result.cases.flatMap((each) => each.problems))];
}

const iso = `if (output.postedAt !== undefined) output.postedAt = new Date(output.postedAt * 1000).toISOString()`;

describe('a dry run', () => {
  test('of a driver that is right', async () => {
    const result = await dryRun({ command: fetching('', '{ name: "parcels" }'), contract: parcels });
    expect(result).toMatchObject({ kind: 'tried', ok: true, hello: { name: 'parcels', view: 'wire' } });
    expect(dryRunText(result)).toMatch(
      /^name +parcels\n[\s\S]*1\. A success with nothing but the required members\n +sent +200 \{[\s\S]*3\. The error NoSuchParcel\n[\s\S]*status 404\n[\s\S]*All of it was understood\./,
    );
  });

  test.each([
    [
      'text for a time',
      iso,
      undefined,
      /^postedAt came as the text "[^"]*Z": declare "view": "text", or write \{"ts"/,
    ],
    [
      'a number for a time',
      '',
      '{ view: "text" }',
      /^postedAt came as the number .*: declare "view": "wire"/,
    ],
    [
      'a time without an offset',
      `${iso}.slice(0, -1)`,
      '{ view: "text" }',
      /^postedAt came as .* without an offset/,
    ],
    [
      'integers as text',
      `output.grams = String(output.grams)`,
      undefined,
      /^grams came as text .*: write a JSON number/,
    ],
    [
      'names of another custom',
      `output.parcel_id = output.parcelId; delete output.parcelId`,
      undefined,
      /^parcel_id: the member is called parcelId/,
    ],
    [
      'the neutral form',
      `if (output.way) output.way = { union: 'road', value: output.way.road }`,
      undefined,
      /^way came in the neutral form: declare "view": "neutral"/,
    ],
    [
      'a member that is lost',
      `delete output.parcelId`,
      undefined,
      /^parcelId: sent was "p\d{3}", understood is nothing\.$/,
    ],
  ])('of a driver that writes %s', async (_, change, hello, said) => {
    expect(await problems(change, hello)).toEqual([expect.stringMatching(said)]);
  });

  test('of a driver that does not call, gives no name, or does not answer', async () => {
    const told = async (body: string) =>
      dryRunText(await dryRun({ command: driver(body), contract: parcels, timeout: 1000 }));
    const deaf = await told(`say({ id: m.id, error: {} });`);
    expect(deaf).toMatch(/PROBLEM +No request arrived/);
    expect(deaf).toMatch(
      /PROBLEM +The response is a valid success, but the answer is the error without a name/,
    );
    expect(deaf).toMatch(/PROBLEM +`error.name` is missing/);
    expect(deaf).toMatch(/note +`error.status` is missing/);
    expect(await told('')).toMatch(/PROBLEM +There is no answer: it said nothing within 1000 ms/);
  });

  test('of what is no driver', async () => {
    const result = await dryRun({ command: ['no-such-program-4711'], contract: parcels });
    expect(result.kind).toBe('not-started');
    expect(dryRunText(result)).toMatch(/cannot be started/);
  });
});

describe('the drivers that PROTOCOL.md shows, and those of the repository', () => {
  const folder = mkdtempSync(join(tmpdir(), 'drivers-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const document = readFileSync(join(import.meta.dirname, '..', 'conformance', 'PROTOCOL.md'), 'utf8');

  function example(language: string, extension: string): string {
    const [, program] = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(document) ?? [];
    if (program === undefined) throw new Error(`PROTOCOL.md shows no driver in ${language}.`);
    const file = join(folder, `driver.${extension}`);
    writeFileSync(file, program);
    return file;
  }

  function isThere(program: string): boolean {
    try {
      execFileSync(program, ['--version'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  }

  test('in JavaScript', async () => {
    expect(await dryRun({ command: [process.execPath, example('js', 'mjs')] })).toMatchObject({ ok: true });
  });

  test.skipIf(!isThere('python3'))('in Python', async () => {
    expect(await dryRun({ command: ['python3', example('python', 'py')] })).toMatchObject({ ok: true });
  });

  test('of the AWS SDK for JavaScript', async () => {
    const program = join(import.meta.dirname, '..', 'sdks', 'aws-sdk-js-v3', 'driver.mjs');
    expect(await dryRun({ command: [process.execPath, program] })).toMatchObject({ ok: true });
  });

  test('PROTOCOL.md has every view of the contract', () => {
    for (const { name } of contract.views) expect(document).toContain(`| \`${name}\` |`);
  });
});
