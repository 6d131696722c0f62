import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { snippetsOf, type VerifyResult } from '../conformance/index.js';
import { root } from '../repo/support.js';
import { BROKEN_RUNS } from './support/runs.js';

interface JsonOutput {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** What vitest says of the files, by their names. */
async function tested(files: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, string>> {
  const cache = join(root, 'node_modules', '.cache', 'neptune-contract');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'pasted-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const conformance = join(root, 'tests', 'conformance', 'index.ts');
  const config = `export default {
  resolve: { alias: { 'neptune-contract/conformance': ${JSON.stringify(conformance)} } },
  test: { include: ['*.test.ts'], exclude: [] },
};`;
  for (const [name, text] of Object.entries({ ...files, 'vitest.config.ts': config })) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const report = join(folder, 'report.json');
  const words = [vitest, 'run', '--root', folder, '--reporter=json', `--outputFile=${report}`];
  const ran = await promisify(execFile)(process.execPath, words).catch((error: { stderr: string }) => error);
  const text = await readFile(report, 'utf8').catch(() => {
    throw new Error(`vitest wrote no report: ${ran.stderr}`);
  });
  return new Map(
    (JSON.parse(text) as JsonOutput).testResults.map(({ name, assertionResults }) => [
      name.slice(name.lastIndexOf('/') + 1),
      assertionResults
        .map(({ status, failureMessages }) => [status, ...failureMessages].join('\n'))
        .join('\n'),
    ]),
  );
}

const STRICT = join(root, 'generated', 'validators', 'wire-strict.ts');
const CAREFUL = join(root, 'tests', 'suite', 'support', 'careful-client.ts');
const CONTRACT = join(root, 'generated', 'contract.ts');

/** A test for vitest, as it is pasted, fails on the target that it was made of and passes on one that is mended. */
test('a pasted test shows its finding, and passes once the target is mended', async () => {
  const pasted = (result: VerifyResult, target: string): string => {
    const [finding] = result.findings;
    if (finding === undefined) throw new Error('The target is broken.');
    return snippetsOf(finding, { ...result, target }).test;
  };
  const validator = await BROKEN_RUNS.validator();
  const client = await BROKEN_RUNS.client();
  const output = await tested({
    'src/yes.ts': 'export const yes = () => true;',
    'src/right.ts': `export { isGetImportTaskOutputWireStrict as yes } from ${JSON.stringify(STRICT)};`,
    'src/lossy.ts': `import { carefulClient } from ${JSON.stringify(CAREFUL)};
import { contract } from ${JSON.stringify(CONTRACT)};
export const client = carefulClient(contract, { parse: JSON.parse, integer: Number });`,
    'src/exact.ts': `import { carefulClient } from ${JSON.stringify(CAREFUL)};
import { contract } from ${JSON.stringify(CONTRACT)};
export const client = carefulClient(contract);`,
    'validator.test.ts': pasted(validator, 'src/yes.ts#yes'),
    'validator-mended.test.ts': pasted(validator, 'src/right.ts#yes'),
    'client.test.ts': pasted(client, 'src/lossy.ts#client'),
    'client-mended.test.ts': pasted(client, 'src/exact.ts#client'),
  });
  expect(output.get('validator.test.ts')).toMatch(/^failed\n[\s\S]*An invalid value is accepted/);
  expect(output.get('validator-mended.test.ts')).toBe('passed');
  expect(output.get('client.test.ts')).toMatch(/^failed\n[\s\S]*9007199254740993/);
  expect(output.get('client-mended.test.ts')).toBe('passed');
});
