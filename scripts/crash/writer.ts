/** Writes one of two sets of files, and says when it begins: the process that `scripts/crash.ts` kills. */
import { writeFiles } from '../../codegen/write/index.js';
import { filesOf } from './files.js';

const [folder = '', set = ''] = process.argv.slice(2);
const files = filesOf(set);
process.stdout.write('ready\n');
const written = await writeFiles(folder, files);
if (!written.ok) throw new Error(JSON.stringify(written.problem));
