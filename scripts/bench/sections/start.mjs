/** A process that imports a validator and validates once, beside one that does nothing: CPU time, in turn. */
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { summary } from '../lib/measure.mjs';
import { BENCH, DIST, workFolder } from '../lib/places.mjs';
import { fullTask } from '../lib/values.mjs';

export const title = 'Import and first validation, cold';

const url = (...path) => JSON.stringify(pathToFileURL(join(...path)).href);

const PROGRAMS = {
  node: '',
  ours: `import { isGetImportTaskOutputWire as is } from ${url(DIST, 'generated', 'validators', 'wire.js')}; if (!is(value)) throw 0;`,
  'ours, collecting': `import { validateGetImportTaskOutputWireStrict as validate } from ${url(DIST, 'generated', 'validators', 'wire-strict.js')}; if (!validate(value).valid) throw 0;`,
  'ours, all that the package exports': `import { isGetImportTaskOutputWire as is } from ${url(DIST, 'generated', 'index.js')}; if (!is(value)) throw 0;`,
  ...Object.fromEntries(
    ['zod', 'valibot', 'arktype', 'sury', 'typebox'].map((name) => [
      name,
      `import { build } from ${url(BENCH, 'contenders', `${name}.mjs`)}; if (!build({ contract: 'task' }).accepts(value)) throw 0;`,
    ]),
  ),
};

/** Microseconds, of all threads, since the process began. Wall time says more of a busy machine than of us. */
const REPORT = 'const { user, system } = process.cpuUsage(); console.log(user + system);';

export async function section({ rounds }) {
  const folder = await workFolder();
  const files = {};
  for (const [name, program] of Object.entries(PROGRAMS)) {
    files[name] = join(folder, `start-${name.replaceAll(/[^a-z]+/g, '-')}.mjs`);
    await writeFile(files[name], `const value = ${JSON.stringify(fullTask())};\n${program}\n${REPORT}\n`);
  }
  const times = Object.fromEntries(Object.keys(files).map((name) => [name, []]));
  for (let round = 0; round < rounds * 2; round++) {
    for (const [name, file] of Object.entries(files)) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8' });
      if (status !== 0) throw new Error(`${name}: ${stderr}`);
      times[name].push(Number(stdout) * 1000);
    }
  }
  return { rows: [{ row: 'start', base: 'node', contenders: summary(times, 'node'), out: [] }] };
}
