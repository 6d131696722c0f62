import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../../codegen/package-root.js';
import {
  githubReport,
  htmlReport,
  inertForGithub,
  jsonReport,
  junitReport,
  type Report,
  type ReportOptions,
  sarifReport,
  usageError,
  type VerifyResult,
} from '../../tests/conformance/index.js';
import { fileReason } from '../file-reasons.js';
import type { ReportFile } from './report-option.js';

const REPORTS = {
  json: jsonReport,
  junit: junitReport,
  sarif: sarifReport,
  html: htmlReport,
} as const satisfies Readonly<Record<ReportFile['format'], Report>>;

/** Writes each report in one step, with the folders that it needs. Throws a usage error where that cannot be done. */
export async function writeReportFiles(
  files: readonly ReportFile[],
  results: readonly VerifyResult[],
): Promise<void> {
  for (const { format, file } of files) {
    const asked = format === 'sarif' ? { ...options, place: await placesInSpec(results) } : options;
    try {
      await replace(resolve(file), REPORTS[format](results, asked));
    } catch (error) {
      throw usageError(
        `The report ${file} cannot be written: ${fileReason(error)}. Give another file with --report.`,
      );
    }
  }
}

async function replace(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const there = await stat(file).catch(() => null);
  // A pipe or a device, such as /dev/stdout, is written to and not replaced.
  if (there !== null && !there.isFile()) return writeFile(file, text);
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, text, { flag: 'wx' });
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** What a report of the terminal and its annotations are in a build of GitHub; the text as it is elsewhere. */
export function inBuild(text: string, results: readonly VerifyResult[]): string {
  if (process.env['GITHUB_ACTIONS'] !== 'true') return text;
  return `${inertForGithub(text)}${githubReport(results, options)}`;
}

const options: ReportOptions = { file: ({ target }) => sourceFile(target) };

/** Where the packaged spec says what a clause says. None where it cannot be read: the report does without. */
async function placesInSpec(results: readonly VerifyResult[]): Promise<NonNullable<ReportOptions['place']>> {
  // Reading the spec takes longer than all the rest; only SARIF needs it.
  const [{ clausePlaces }, { loadSpec }, { contract }] = await Promise.all([
    import('../../codegen/places.js'),
    import('../../codegen/load.js'),
    import('../../generated/contract.js'),
  ]);
  const edition = results[0]?.edition ?? contract.edition;
  const spec = await loadSpec(join(packageRoot(), 'spec', 'get-import-task.openapi.yaml'), { edition });
  const places = spec.ok ? clausePlaces(spec.value, contract) : new Map<string, never>();
  return (clause) => {
    const place = places.get(clause);
    return place === undefined ? undefined : { ...place, file: located(place.file) };
  };
}

/** Relative to the working folder where it lies in it, and an address else. */
function located(file: string): string {
  return within(resolve(file)) ?? pathToFileURL(file).href;
}

/** Relative to the working folder, where a build starts its commands; undefined for what is no file below it. */
function sourceFile(target: string): string | undefined {
  const path = within(resolve(target.replace(/#[^#]*$/, '')));
  const isFile = path !== undefined && statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  return isFile ? path : undefined;
}

function within(file: string): string | undefined {
  const path = relative(process.cwd(), file);
  const outside = path === '' || isAbsolute(path) || path.split(sep)[0] === '..';
  return outside ? undefined : path.split(sep).join('/');
}
