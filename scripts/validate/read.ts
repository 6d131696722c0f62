import { readFile } from 'node:fs/promises';
import { glob, isDynamicPattern } from 'tinyglobby';
import { decodeUtf8 } from '../../generated/runtime/utf8.js';
import { isUsageError, usageError } from '../../tests/conformance/index.js';
import { type Capture, capturesIn, isLines } from './captures.js';

const STDIN = '-';

/** What some operands name: the captures, and of each file that gives none for being unreadable, why. */
export interface Given {
  readonly captures: readonly Capture[];
  readonly unread: readonly string[];
}

/** Reads all that can be read, one file at a time, so that no number of them runs out of descriptors. */
export async function readAll(operands: readonly string[], byLine: boolean): Promise<Given> {
  const captures: (readonly Capture[])[] = [];
  const unread: string[] = [];
  for (const file of await filesOf(operands)) {
    try {
      captures.push(await read(file, byLine));
    } catch (error) {
      if (!isUsageError(error)) throw error;
      unread.push(error.message);
    }
  }
  return { captures: captures.flat(), unread };
}

/** The files that the operands name, each once. A pattern that the shell left alone is a glob. */
async function filesOf(operands: readonly string[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const operand of operands) {
    if (operand === STDIN || !isDynamicPattern(operand)) {
      files.push(operand);
      continue;
    }
    const found = await glob(operand, { dot: false, expandDirectories: false });
    // A name may have brackets in it.
    files.push(...(found.length > 0 ? found.sort() : [operand]));
  }
  return [...new Set(files)];
}

async function read(file: string, byLine: boolean): Promise<readonly Capture[]> {
  const name = file === STDIN ? '<stdin>' : file;
  const bytes = await (file === STDIN ? standardInput() : readFile(file)).catch(
    (error: NodeJS.ErrnoException) => {
      const reason = REASONS[error.code ?? ''] ?? `${error.message}; give another file`;
      throw usageError(`${name} cannot be read: ${reason}.`);
    },
  );
  const decoded = decodeUtf8(bytes);
  if (!decoded.ok) {
    throw usageError(
      `${name} is not UTF-8: byte ${decoded.offset + 1} begins no character. JSON is exchanged in UTF-8: capture the bytes as they were sent, as \`curl -si -o FILE\` does.`,
    );
  }
  return capturesIn(name, decoded.text, byLine || isLines(file));
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT:
    'there is no such file, and no file that matches; give a path from the current folder, or a pattern in quotes',
  EISDIR: 'it is a folder; give the files in it, as in FOLDER/*.json',
  EACCES: 'it may not be read by this user; mend its permissions, or give another file',
};

async function standardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
