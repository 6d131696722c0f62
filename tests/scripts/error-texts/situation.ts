import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../../support/command.js';
import { type Ran, ran } from '../../support/ran.js';
import type { Row } from './row.js';

/** A place to type in: a port that is in use, by a server that knows nothing, and folders that are gone afterwards. */
export interface Place {
  readonly type: (row: Pick<Row, 'typed' | 'given' | 'stdin'>) => Promise<Ran>;
  readonly leave: () => void;
}

export async function placeToType(): Promise<Place> {
  const top = mkdtempSync(join(tmpdir(), 'error-texts-'));
  const server = createServer((_, response) => response.writeHead(404).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const standsFor = {
    PORT: String(port),
    SPEC: join(ROOT, 'spec', 'get-import-task.openapi.yaml'),
    MODEL: join(ROOT, 'tests', 'fixtures', 'official', 'lake.smithy.json'),
  };
  let count = 0;
  return {
    async type({ typed, given = {}, stdin }) {
      const folder = join(top, String(count++));
      mkdirSync(folder);
      for (const [path, text] of Object.entries(given)) {
        mkdirSync(text === null ? join(folder, path) : dirname(join(folder, path)), { recursive: true });
        if (text !== null) writeFileSync(join(folder, path), text);
      }
      const words = wordsOf(typed).map((word) =>
        Object.entries(standsFor).reduce((all, [name, value]) => all.replace(name, value), word),
      );
      const { code, stdout, stderr } = await ran(words, folder, stdin);
      const tidy = (text: string): string =>
        [...Object.entries(standsFor), ['FOLDER', folder], ['PACKAGE', ROOT]]
          .reduce((all, [name = '', value = '']) => all.replaceAll(value, name), text)
          // A finding of another run, a process of another number.
          .replace(/\(process \d+ on \S+\)/, '(process N on HOST)');
      return { code, stdout: tidy(stdout), stderr: tidy(stderr) };
    },
    leave() {
      server.close().closeAllConnections();
      rmSync(top, { recursive: true });
    },
  };
}

/** The words of a command line; what stands in single quotes is one. */
function wordsOf(typed: string): readonly string[] {
  return [...typed.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}
