/**
 * The main job, `npm start`: generate from the spec, then hold the generated code and the AWS SDK for JavaScript to the
 * contract. `npm start -- --seed 7 --runs 200` tries other cases, and more of them.
 */
import { parseArgs } from 'node:util';
import { EXIT } from './exit.js';
import { generateHere } from './start/generation.js';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, runs: { type: 'string', default: '30' } },
});
const [seed, runs] = [Number(values.seed), Number(values.runs)];
if (Number.isInteger(seed) && Number.isInteger(runs) && runs > 0) process.exitCode = await start();
else {
  console.error('Usage: npm start -- [--seed WHOLE-NUMBER] [--runs WHOLE-NUMBER-ABOVE-0]');
  process.exitCode = EXIT.misused;
}

async function start(): Promise<number> {
  const began = performance.now();
  console.log('Generate');
  const generated = await generateHere();
  if (generated !== EXIT.holds) return generated;
  // Only now: these modules load the generated code, which may just have been written.
  const { verifyGenerated } = await import('./start/generated-code.js');
  const { verifySdk } = await import('./start/sdk.js');
  const options = { seed, runs };
  console.log(`\nVerify the generated code, seed ${seed}`);
  const own = await verifyGenerated(options);
  console.log(`\nVerify the AWS SDK for JavaScript, seed ${seed}\n`);
  const sdk = await verifySdk(options);
  const parts = [own, sdk];
  const holds = parts.every((part) => part.holds);
  console.log(`\nSummary\n${parts.flatMap((part) => part.summary.map((line) => `  ${line}`)).join('\n')}`);
  console.log(`${holds ? 'HOLDS' : 'BROKEN'} after ${((performance.now() - began) / 1000).toFixed(0)} s`);
  return holds ? EXIT.holds : EXIT.broken;
}
