import { rest } from '../mutant.js';
import { get, mutant, type ServerMutant } from './server.js';
import type { Task } from './tasks.js';

/** One that finds a task under more than its own identifier. */
function lookup(
  name: string,
  title: string,
  met: string,
  label: string,
  finds: (task: Task, id: string) => boolean,
): ServerMutant {
  return mutant({
    name: `lookup-${name}`,
    title,
    met,
    breaks: [
      rest('unknown-resource-refused'),
      'GetImportTask#error:ResourceNotFoundException',
      'GetImportTask#invariant:same-task',
    ],
    level: 'MUST',
    needs: 'task',
    witness: [get(label)],
    change: (_reference, tasks) => ({
      find: async (id) => tasks.find(id) ?? tasks.all().find((task) => finds(task, id)),
    }),
  });
}

export const lookups: readonly ServerMutant[] = [
  lookup(
    'cut',
    'Compares the first ten characters only',
    'a column that is too short, and a database that cuts what does not fit',
    't-succeedexx',
    (task, id) => task.id.slice(0, 10) === id.slice(0, 10),
  ),
  lookup(
    'by-prefix',
    'Finds a task by its first five characters',
    'short identifiers, as those of git',
    't-sucxxxxxxx',
    (task, id) => task.id.startsWith(id.slice(0, 5)),
  ),
  lookup(
    'by-suffix',
    'Finds a task by its last four characters',
    'a key that is made from the end, to spread over partitions',
    't-xxxxxxded0',
    (task, id) => task.id.endsWith(id.slice(-4)),
  ),
  lookup(
    'by-similarity',
    'Finds a task whose identifier is much like it',
    'a full-text index in place of a key',
    't-succxxded0',
    (task, id) => [...id].filter((char, at) => task.id[at] === char).length >= 9,
  ),
];
