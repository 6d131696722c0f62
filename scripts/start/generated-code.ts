import { join } from 'node:path';
import { contract } from '../../generated/contract.js';
import * as generated from '../../generated/index.js';
import {
  terminalReport,
  type ValidatorOptions,
  type VerifyResult,
  validatorTarget,
  verifyValidator,
} from '../../tests/conformance/index.js';
import { verifyDriver } from './driver.js';
import { colours, counted, type Part, type PartOptions } from './part.js';

type Variant = Required<Pick<ValidatorOptions, 'view' | 'mode'>> & { readonly suffix: string };

const variants: readonly Variant[] = [
  { view: 'decoded', mode: 'tolerant', suffix: '' },
  { view: 'decoded', mode: 'strict', suffix: 'Strict' },
  { view: 'wire', mode: 'tolerant', suffix: 'Wire' },
  { view: 'wire', mode: 'strict', suffix: 'WireStrict' },
];

/** Every generated validator, and the decoder within a small client. SHOULD counts: for our own code it is a MUST. */
export async function verifyGenerated(options: PartOptions): Promise<Part> {
  const shapes: VerifyResult[] = [];
  for (const { name } of contract.shapes) {
    const results: VerifyResult[] = [];
    for (const variant of variants) results.push(await verifyVariant(name, variant, options));
    const cases = results.reduce((sum, result) => sum + result.stats.cases, 0);
    const tried = new Set(
      results.flatMap((result) =>
        result.coverage.flatMap((each) => (each.state === 'tested' ? [each.clause] : [])),
      ),
    );
    console.log(
      `  ${word(results)} ${name.padEnd(28)} ${counted(results.length, 'validator')}, ${counted(cases, 'case')}, ${counted(tried.size, 'clause')}`,
    );
    for (const result of results) if (!result.holds) console.log(`\n${terminalReport(result, { colours })}`);
    shapes.push(...results);
  }
  const decoder = await verifyDriver(join('tests', 'sdks', 'generated-decoder'), {
    ...options,
    level: 'SHOULD',
  });
  const { cases, checks } = decoder.stats;
  console.log(
    `  ${word([decoder])} ${'the decoder, as a client'.padEnd(28)} ${counted(checks, 'check')}, ${counted(cases, 'case')}, ${counted(decoder.known.length, 'known finding')}`,
  );
  if (!decoder.holds) console.log(`\n${terminalReport(decoder, { colours })}`);

  const all = [...shapes, decoder];
  const total = all.reduce((sum, result) => sum + result.stats.cases, 0);
  const findings = all.reduce((sum, result) => sum + result.findings.length, 0);
  const summary = `generated code: ${counted(shapes.length, 'validator')} and the decoder, ${counted(total, 'case')}, ${counted(findings, 'finding')}, ${counted(decoder.known.length, 'known one')}`;
  return { holds: all.every((result) => result.holds), summary: [summary] };
}

function verifyVariant(
  shape: string,
  { view, mode, suffix }: Variant,
  { seed, runs }: PartOptions,
): Promise<VerifyResult> {
  const name = `validate${shape}${suffix}`;
  const validate: unknown = Reflect.get(generated, name);
  if (typeof validate !== 'function') throw new Error(`There is no ${name} in generated/.`);
  const target = validatorTarget(validate as (value: unknown) => unknown, name);
  return verifyValidator({ target, shape, view, mode, seed, runs, level: 'SHOULD' });
}

function word(results: readonly VerifyResult[]): string {
  return results.every((result) => result.holds) ? 'holds ' : 'BROKEN';
}
