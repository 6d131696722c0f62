import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { unknownOf } from '../arguments.js';

/** A report that is wanted, and where. */
export interface ReportFile {
  readonly format: Format;
  readonly file: string;
}

export const FORMATS = ['json', 'junit', 'sarif', 'html'] as const;

type Format = (typeof FORMATS)[number];

/** `json=FILE,junit=FILE,…`. Throws commander's error where that is not what it says, or a file cannot be written. */
export function parseReportFiles(text: string, previous: readonly ReportFile[] = []): readonly ReportFile[] {
  const files = [...previous];
  // A comma within the name of a file stays: the next report begins with a word and `=`.
  for (const part of text.split(/,(?=[^,=/\\]*=)/)) files.push(reportFile(part, files));
  return files;
}

function reportFile(text: string, others: readonly ReportFile[]): ReportFile {
  const at = text.indexOf('=');
  const format = text.slice(0, at);
  const file = text.slice(at + 1);
  if (at < 1 || file === '')
    throw new InvalidArgumentError('Expected FORMAT=FILE, such as junit=report.xml.');
  if (!isFormat(format)) {
    throw new InvalidArgumentError(`There is no report ${format}. ${unknownOf(format, FORMATS)}`);
  }
  if (others.some((each) => resolve(each.file) === resolve(file))) {
    throw new InvalidArgumentError(`Two reports would be written to ${file}.`);
  }
  const problem = problemWith(resolve(file));
  if (problem !== null)
    throw new InvalidArgumentError(`The report ${file} cannot be written: ${problem}. Give another file.`);
  return { format, file };
}

function isFormat(text: string): text is Format {
  return (FORMATS as readonly string[]).includes(text);
}

/** Looked at before the run: nobody wants to learn after ten minutes that the folder was read-only. */
function problemWith(file: string): string | null {
  if (existsSync(file) && statSync(file).isDirectory()) return 'it is a folder';
  const folder = nearestFolder(dirname(file));
  if (!statSync(folder).isDirectory()) return `${folder} is no folder`;
  try {
    accessSync(folder, constants.W_OK);
    return null;
  } catch {
    return `${folder} cannot be written to`;
  }
}

function nearestFolder(folder: string): string {
  return existsSync(folder) ? folder : nearestFolder(dirname(folder));
}
