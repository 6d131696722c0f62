import { type BuildOptions, build, check, type OnWork } from '../../codegen/build.js';
import type { GenerateOptions } from '../../codegen/pipeline.js';
import { EXIT } from '../exit.js';
import { isUpToDate, nameOf, type Told, toldOfBuild, toldOfPlan, toldOfProblems } from './report.js';

export interface Options {
  readonly spec: string;
  readonly out: string;
  readonly edition?: string;
  readonly operation?: readonly string[];
  readonly target?: readonly string[];
  readonly allowRef?: readonly string[];
  readonly check?: true;
  readonly watch?: true;
  readonly force?: true;
  readonly json?: true;
  /** Those of the config file, where it has several; each with what the command line says. */
  readonly generations?: readonly Options[];
}

export async function run(options: Options): Promise<void> {
  const all = options.generations ?? [options];
  const { json = false, watch = false } = options;
  const tell = (told: Told): void => {
    if (json) console.log(JSON.stringify(told.json, null, watch || all.length > 1 ? 0 : 2));
    else if (told.stdout !== '') console.log(told.stdout);
    if (told.stderr !== '') console.error(told.stderr);
  };
  if (watch) {
    const { watchUntilInterrupted } = await import('./watch.js');
    process.exitCode = await watchUntilInterrupted(all.map(jobOf), tell);
    return;
  }
  const [only, ...others] = all;
  process.exitCode =
    only !== undefined && others.length === 0 ? await alone(only, tell) : await several(all, tell);
}

async function several(all: readonly Options[], tell: (told: Told) => void): Promise<number> {
  const { progressLine } = await import('../progress.js');
  const progress = await progressLine('specs');
  let worst: number = EXIT.holds;
  try {
    for (const [done, each] of all.entries()) {
      progress.tell({ done, total: all.length });
      worst = Math.max(worst, await one(each, tell));
    }
  } finally {
    progress.end();
  }
  return worst;
}

/** The only one shows its own steps, to who watches; nothing of that is loaded where there is nothing to do. */
async function alone(options: Options, tell: (told: Told) => void): Promise<number> {
  const ends: (() => void)[] = [];
  let told: Told;
  try {
    told = await toldOf(options, async () => {
      const { watchedLine } = await import('../progress.js');
      const line = await watchedLine('steps');
      ends.push(line.end);
      return (done, total) => line.tell({ done, total });
    });
  } finally {
    for (const end of ends) end();
  }
  tell(told);
  return told.code;
}

async function one(options: Options, tell: (told: Told) => void): Promise<number> {
  const told = await toldOf(options);
  tell(told);
  return told.code;
}

async function toldOf(options: Options, onWork?: OnWork): Promise<Told> {
  const job = jobOf(options);
  return options.check === true ? checked(job, onWork) : toldOfBuild(options.out, await build(job, onWork));
}

function jobOf(options: Options): BuildOptions {
  const { spec, out, force } = options;
  return { spec, out, ...generateOptions(options), ...(force === true ? { force } : {}) };
}

async function checked(job: BuildOptions, onWork?: OnWork): Promise<Told> {
  const result = await check(job, onWork);
  if (!result.ok) return toldOfProblems(result.problems);
  if (isUpToDate(result.plan)) return toldOfPlan(job.out, result.plan, '');
  const { differences } = await import('./diff.js');
  return toldOfPlan(job.out, result.plan, differences(nameOf(job.out), result.plan), result.notes);
}

/** What of the command line decides what is generated. */
function generateOptions({ edition, operation, target, allowRef }: Options): GenerateOptions {
  return {
    ...(edition === undefined ? {} : { edition }),
    ...(operation === undefined ? {} : { operations: operation }),
    ...(target === undefined ? {} : { targets: target }),
    ...(allowRef === undefined ? {} : { allowRefs: allowRef }),
  };
}
