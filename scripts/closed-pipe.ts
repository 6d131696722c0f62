/**
 * Lets the work go on where nobody reads what it says any more, as behind `| head -1`: reports are still written, and
 * the exit code is that of the whole. Without this, the first line that nobody takes ends all with a stack trace.
 */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
