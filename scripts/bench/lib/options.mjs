import { parseArgs } from 'node:util';

export const SECTIONS = [
  'validators',
  'polluted',
  'second',
  'second-polluted',
  'decoding',
  'start',
  'size',
  'fakers',
  'growth',
];

/** What the words behind `npm run bench --` ask for, or what is wrong with them. */
export function optionsOf(words) {
  const { values } = parseArgs({
    args: words,
    options: {
      rounds: { type: 'string', default: '15' },
      only: { type: 'string' },
      long: { type: 'boolean', default: false },
      save: { type: 'boolean', default: false },
    },
  });
  const rounds = Number(values.rounds);
  const chosen = values.only?.split(',') ?? SECTIONS;
  const unknown = chosen.filter((name) => !SECTIONS.includes(name));
  if (unknown.length > 0 || !(Number.isInteger(rounds) && rounds > 0))
    return { wrong: `--only takes of ${SECTIONS.join(', ')}; --rounds takes a whole number above 0` };
  if (values.save && values.only !== undefined)
    return { wrong: '--save keeps a whole page, and would put a part of one in its place: leave out --only' };
  return { rounds, chosen, long: values.long, save: values.save };
}
