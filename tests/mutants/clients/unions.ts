import { rest } from '../mutant.js';
import { type ClientMutant, neptune, ok, reader } from './client.js';
import { isObject, type Read, UnreadableError } from './reading.js';

const unknown = ok({ importOptions: { parquet: { compression: 'zstd' } } });

interface Slip {
  readonly name: string;
  readonly title: string;
  readonly met: string;
  readonly breaks: readonly string[];
  readonly level?: 'SHOULD';
  readonly witness: ReturnType<typeof ok>;
}

/** One that finds the tag in another way, from the entries in their order. */
function union(
  facts: Slip,
  options: (entries: readonly (readonly [string, unknown])[], read: Parameters<Read>[1]) => unknown,
): ClientMutant {
  return reader({
    ...facts,
    name: `union-${facts.name}`,
    readers: () => ({
      options: (value, read) =>
        isObject(value) ? options(Object.entries(value), read) : read.text(value, read),
    }),
  });
}

type Entry = readonly [string, unknown];

const isSet = ([, held]: Entry): boolean => held !== null && held !== undefined;
const isData = (entry: Entry): boolean => isSet(entry) && entry[0] !== '__type';

function member(entry: Entry | undefined, read: Parameters<Read>[1]): unknown {
  if (entry === undefined) throw new UnreadableError('exactly one kind of options wanted');
  return entry[0] === 'neptune' ? { neptune: read.neptune(entry[1], read) } : read.unknownMember(...entry);
}

export const unions: readonly ClientMutant[] = [
  union(
    {
      name: 'unknown-fails',
      title: 'Fails on a tag that it does not know',
      met: 'generated unions (serde without `other`, zod `discriminatedUnion`)',
      breaks: [rest('unknown-union-tag-accepted'), rest('unknown-union-tag-kept')],
      witness: unknown,
    },
    (entries, read) => {
      const set = entries.filter(isData);
      if (set[0]?.[0] !== 'neptune') throw new UnreadableError(`No such kind of options: ${set[0]?.[0]}`);
      return member(set[0], read);
    },
  ),
  union(
    {
      name: 'unknown-dropped',
      title: 'Drops options with a tag that it does not know',
      met: 'a switch without a default',
      breaks: [rest('unknown-union-tag-kept')],
      level: 'SHOULD',
      witness: unknown,
    },
    (entries, read) => {
      const known = entries.find(([tag]) => tag === 'neptune');
      return known === undefined ? undefined : member(known, read);
    },
  ),
  union(
    {
      name: 'unknown-nameless',
      title: 'Says that there are unknown options, and not which',
      met: 'a last arm `Unknown` without data (Rust SDK, Kotlin SDK)',
      breaks: [rest('unknown-union-tag-kept')],
      level: 'SHOULD',
      witness: unknown,
    },
    (entries, read) => {
      const known = entries.filter(isData).find(([tag]) => tag === 'neptune');
      return known === undefined ? { SDK_UNKNOWN_MEMBER: { name: 'UNKNOWN' } } : member(known, read);
    },
  ),
  union(
    {
      name: 'always-neptune',
      title: 'Takes all options for those of a database',
      met: 'a union of one, modelled as a structure',
      breaks: [rest('unknown-union-tag-accepted'), rest('unknown-union-tag-kept')],
      witness: unknown,
    },
    (entries, read) => ({ neptune: read.neptune(Object.fromEntries(entries)['neptune'], read) }),
  ),
  union(
    {
      name: 'first-key',
      title: 'Takes the first member for the one that is set',
      met: '`Object.keys(value)[0]`, as in SDKs that count on a well-behaved service',
      breaks: [
        rest('union-null-sibling'),
        rest('union-type-member-ignored'),
        rest('unknown-union-tag-kept-beside-null'),
      ],
      witness: ok({ importOptions: { s3: null, neptune } }),
    },
    ([first], read) => (first?.[1] === null ? read.unknownMember(...first) : member(first, read)),
  ),
  union(
    {
      name: 'null-counts',
      title: 'Refuses a null beside the member that is set',
      met: '`Object.keys(value).length === 1`',
      breaks: [rest('union-null-sibling'), rest('unknown-union-tag-kept-beside-null')],
      witness: ok({ importOptions: { neptune, s3: null } }),
    },
    (entries, read) => {
      const set = entries.filter(([tag]) => tag !== '__type');
      if (set.length !== 1) throw new UnreadableError('exactly one kind of options wanted');
      return member(set[0], read);
    },
  ),
  union(
    {
      name: 'type-counts',
      title: 'Takes `__type` for a second member, and refuses both',
      met: '`Object.keys(value).length === 1`',
      breaks: [rest('union-type-member-ignored'), rest('unknown-union-tag-kept-beside-type')],
      witness: ok({ importOptions: { __type: 'NeptuneImportOptions', neptune } }),
    },
    (entries, read) => {
      const set = entries.filter(isSet);
      if (set.length !== 1) throw new UnreadableError('exactly one kind of options wanted');
      return member(set[0], read);
    },
  ),
  union(
    {
      name: 'unknown-beside-null',
      title: 'Takes a null for the tag, beside one that it does not know',
      met: 'known members first, then the first of the rest, as botocore does',
      breaks: [rest('unknown-union-tag-kept-beside-null')],
      level: 'SHOULD',
      witness: ok({ importOptions: { s3: null, parquet: {} } }),
    },
    (entries, read) => {
      const rests = entries.filter(([tag]) => tag !== '__type');
      const known = rests.find(([tag, held]) => tag === 'neptune' && held !== null);
      return known === undefined && rests[0] !== undefined
        ? read.unknownMember(rests[0][0], {})
        : member(known, read);
    },
  ),
  union(
    {
      name: 'unknown-lost-beside-null',
      title: 'Loses a tag that it does not know beside a null',
      met: 'the SDK for JavaScript, whose unknown member wants exactly one key',
      breaks: [rest('unknown-union-tag-kept-beside-null')],
      level: 'SHOULD',
      witness: ok({ importOptions: { s3: null, parquet: {} } }),
    },
    (entries, read) => {
      const known = entries.filter(isData).find(([tag]) => tag === 'neptune');
      if (known !== undefined) return member(known, read);
      const set = entries.filter(([tag]) => tag !== '__type');
      return set.length === 1 ? member(set[0], read) : {};
    },
  ),
  union(
    {
      name: 'unknown-beside-type',
      title: 'Takes `__type` for the tag, beside one that it does not know',
      met: 'known members first, then the first of the rest, as botocore does',
      breaks: [rest('unknown-union-tag-kept-beside-type')],
      level: 'SHOULD',
      witness: ok({ importOptions: { __type: 'Parquet', parquet: {} } }),
    },
    (entries, read) => {
      const set = entries.filter(isSet);
      const known = set.find(([tag]) => tag === 'neptune');
      if (known !== undefined) return member(known, read);
      const [first] = set;
      return first === undefined ? member(first, read) : { SDK_UNKNOWN_MEMBER: { name: first[0] } };
    },
  ),
  union(
    {
      name: 'unknown-read-as-known',
      title: 'Reads what an unknown tag holds as the options of a database',
      met: 'a default branch that falls through',
      breaks: [rest('unknown-union-tag-kept')],
      level: 'SHOULD',
      witness: unknown,
    },
    (entries, read) => {
      const set = entries.filter(isData);
      if (set.length !== 1) return member(undefined, read);
      const [only] = set;
      return only?.[0] === 'neptune' || !isObject(only?.[1])
        ? member(only, read)
        : { neptune: read.neptune(only[1], read) };
    },
  ),
  union(
    {
      name: 'looked-up-by-property',
      title: 'Takes what all objects have for tags that it knows',
      met: '`tag in members`',
      breaks: [
        rest('unknown-union-tag-kept'),
        rest('unknown-union-tag-accepted'),
        rest('no-prototype-pollution'),
      ],
      level: 'SHOULD',
      witness: ok({ importOptions: { constructor: {} } }),
    },
    (entries, read) => {
      const readers: Record<string, Read> = { neptune: read.neptune };
      const [only] = entries.filter(isData);
      if (only === undefined) return member(only, read);
      const [tag, held] = only;
      return tag in readers ? { neptune: readers[tag]?.(held, read) } : read.unknownMember(tag, held);
    },
  ),
];
