import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Block, shownIn, steady } from './blocks.js';
import type { Use } from './uses.js';
import { begun, typed, type World } from './world.js';

/** What a block that was run did otherwise than it says; null where it is true. */
export async function perform(block: Block, use: Use, world: World): Promise<string | null> {
  switch (use.kind) {
    case 'shell':
      return beside(use.beside, use.in, world, async () => {
        for (const line of [...(use.given === undefined ? [] : [use.given]), ...commandsIn(block)]) {
          const { ended, output } = await typed(world, line, use.in);
          if (ended !== (use.exits ?? 0)) return `${line}\nends with ${ended}:\n${output}`;
        }
        return null;
      });
    case 'lasting':
      for (const line of commandsIn(block)) {
        const running = begun(world, line, use.in);
        const fault = [await running.ready, await running.end()].find((each) => each !== null);
        if (fault !== undefined) return `${line}\n${fault}`;
      }
      return null;
    case 'console':
      return beside(use.beside, use.in, world, async () => {
        for (const { command, printed } of shownIn(block)) {
          const { ended, output } = await typed(world, command, use.in);
          if (ended !== use.exits) return `${command}\nends with ${ended}:\n${output}`;
          if (!steady(output).includes(steady(printed.join('\n'))))
            return `${command}\nprints something else:\n${output}`;
        }
        return null;
      });
    case 'file': {
      const file = join(world.folderOf('project'), use.path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, `${block.text.replaceAll('8080', String(world.port))}\n`);
      return null;
    }
    case 'excerpt':
    case 'part':
    case 'tested':
    case 'read':
      return null;
  }
}

/** The lines of a block that are typed, each without what it says of itself. */
function commandsIn({ text }: Block): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((line) => line !== '');
}

async function beside(
  command: string | undefined,
  place: string,
  world: World,
  act: () => Promise<string | null>,
): Promise<string | null> {
  if (command === undefined) return act();
  const running = begun(world, command, place);
  try {
    const fault = await running.ready;
    return fault === null ? await act() : `${command}\n${fault}`;
  } finally {
    await running.end();
  }
}
