import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isGetImportTaskOutputWireStrict } from '../../generated/validators/wire-strict.js';
import { withBaselineFile } from '../../scripts/commands/baseline-file.js';
import { baselineText, parseBaseline } from '../conformance/baseline.js';
import {
  type RunOptions,
  type VerifyResult,
  validatorTarget,
  verifyValidator,
} from '../conformance/index.js';

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'baseline-'));
  onTestFinished(() => rm(made, { recursive: true }));
  return made;
}

/** Takes any attempt number, and, where told, any status too. */
function verifying(alsoStatus: boolean): (options: RunOptions) => Promise<VerifyResult> {
  const validate = (value: unknown): boolean => {
    if (isGetImportTaskOutputWireStrict(value)) return true;
    try {
      const mended: Record<string, unknown> = { ...(value as object) };
      if (Object.hasOwn(mended, 'attemptNumber')) mended['attemptNumber'] = 1;
      if (alsoStatus && Object.hasOwn(mended, 'status')) mended['status'] = 'FAILED';
      return isGetImportTaskOutputWireStrict(mended);
    } catch {
      return false;
    }
  };
  const target = validatorTarget(validate);
  const only = ['GetImportTaskOutput.attemptNumber', 'GetImportTaskOutput.status'];
  return (options) => verifyValidator({ target, mode: 'strict', runs: 8, only, ...options });
}

test('is written by the first run, knows what is in it, and tells what is new', async () => {
  const inside = await folder();
  const file = join(inside, 'baseline.yaml');
  const first = await withBaselineFile(file, { seed: 5 }, verifying(false));
  expect(first).toMatchObject({ holds: true, findings: [] });
  expect(first.known.length).toBeGreaterThan(1);
  expect(await readdir(inside)).toEqual(['baseline.yaml']);

  const again = await withBaselineFile(file, {}, verifying(false));
  expect(again).toMatchObject({ holds: true, findings: [], stale: [], seed: 5 });
  expect(again.known.map(({ finding }) => finding.check)).toEqual(
    first.known.map(({ finding }) => finding.check),
  );

  const more = await withBaselineFile(file, {}, verifying(true));
  expect(more.holds).toBe(false);
  expect(more.findings.length).toBeGreaterThan(0);
  expect(more.findings.every(({ clause }) => clause.startsWith('GetImportTaskOutput.status#'))).toBe(true);
});

test('fails where what it lists is gone, unless that was not tried; the line can be deleted', async () => {
  const file = join(await folder(), 'baseline.yaml');
  await withBaselineFile(file, { seed: 5 }, verifying(true));
  const mended = await withBaselineFile(file, {}, verifying(false));
  expect(mended).toMatchObject({ holds: false, findings: [] });
  const gone = mended.stale.flatMap(({ covers }) => covers);
  expect(gone.length).toBeGreaterThan(0);
  expect(mended.stale[0]?.reason).toMatch(/is gone\. Delete its line there, or the file/);
  const elsewhere = { only: ['GetImportTaskOutput.attemptNumber'] };
  expect(await withBaselineFile(file, elsewhere, verifying(false))).toMatchObject({ holds: true, stale: [] });

  const lines = (await readFile(file, 'utf8')).split('\n');
  const left = lines.filter((line) => !gone.some((check) => line.includes(JSON.stringify(check))));
  expect(left.length).toBe(lines.length - gone.length);
  await writeFile(file, left.join('\n'));
  expect(await withBaselineFile(file, {}, verifying(false))).toMatchObject({ holds: true, stale: [] });
});

test('a check that there is no more is gone, too', async () => {
  const file = join(await folder(), 'baseline.yaml');
  await withBaselineFile(file, { seed: 5 }, verifying(false));
  const known = parseBaseline(await readFile(file, 'utf8'), file);
  const strange = { check: 'Nothing.at#all~twice', clause: 'Nothing.at#all' };
  await writeFile(file, baselineText({ ...known, entries: [...known.entries, strange] }));
  const { holds, stale } = await withBaselineFile(file, {}, verifying(false));
  expect({ holds, covers: stale.map(({ covers }) => covers) }).toEqual({
    holds: false,
    covers: [[strange.check]],
  });
});

test('is stable, and the same when read again', () => {
  const entries = [
    { check: 'B#type', clause: 'B#type' },
    { check: 'A#type~one', clause: 'A#type' },
    { check: 'A#type~one', clause: 'A#type' },
  ];
  const about = { role: 'client', subject: 'S', mode: 'tolerant', seed: -7 } as const;
  const text = baselineText({ ...about, entries });
  expect(text).toBe(baselineText({ ...about, entries: entries.toReversed() }));
  expect(parseBaseline(text, 'f')).toEqual({ ...about, file: 'f', entries: [entries[1], entries[0]] });
  expect(parseBaseline(baselineText({ ...about, entries: [] }), 'f').entries).toEqual([]);
  expect(parseBaseline(text.replace(/^ {2}.*\n/gm, ''), 'f').entries).toEqual([]);
});

test('says what is wrong with its file, or with its use', async () => {
  const file = join(await folder(), 'baseline.yaml');
  const verify = verifying(false);
  await expect(withBaselineFile(file, { shard: { index: 1, count: 2 } }, verify)).rejects.toThrow(
    /whole run/,
  );
  await expect(withBaselineFile(join(file, 'x'), {}, verify)).rejects.toThrow(/cannot be/);
  for (const text of ['', '[]', 'format: 2', '{', 'a: [']) {
    await writeFile(file, text);
    await expect(withBaselineFile(file, {}, verify)).rejects.toThrow(/is no baseline/);
  }
  await writeFile(
    file,
    baselineText({ role: 'client', subject: 'GetImportTask', mode: 'tolerant', seed: 1, entries: [] }),
  );
  await expect(withBaselineFile(file, {}, verify)).rejects.toThrow(/baseline of a tolerant client/);
});
