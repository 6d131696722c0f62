import fc from 'fast-check';
import { structureNamed } from '../../../model.js';
import { isPutOff, nameInHeader, replyText } from '../answers.js';
import { askOf, references, type Workshop } from '../asks.js';
import { ruleIds } from '../clauses-of.js';
import { ruled } from '../notes.js';
import { encoded, withTarget } from '../requests.js';
import { errorOf, nothing, type Probe, sequence, statement } from '../server-check.js';
import { chosen, type Variants } from '../variants.js';
import { methodProbe } from './methods.js';
import { otherPathProbes } from './other-paths.js';

/** Which paths are the operation's, and which are not. */
export function routeProbes(shop: Workshop): readonly Probe[] {
  return [
    ...sameProbe(shop, 'label-percent-decoded', 'Characters of a label are percent-encoded.', escapes),
    ...sameProbe(
      shop,
      'unknown-query-ignored',
      'The query holds a parameter that the operation does not have.',
      queries(shop),
    ),
    ...sameProbe(shop, 'trailing-slash', 'The path ends with a slash.', (parts) => [
      withTarget(parts, (path) => `${path}/`),
    ]),
    ...otherPathProbes(shop),
    ...emptyProbe(shop),
    ...encodedSlashProbe(shop),
    ...methodProbe(shop),
  ];
}

/** The variant means the same as the plain request, and is answered in the same way. */
function sameProbe(shop: Workshop, rule: string, title: string, variants: Variants): readonly Probe[] {
  const about = ruleIds(shop.world, rule);
  if (about.length === 0 || (shop.tasks.length === 0 && errorOf(shop.world, 404) === undefined)) return [];
  return [
    {
      id: rule,
      title,
      about,
      proves: about,
      cases: fc.tuple(references(shop), fc.nat(1023)).map(([{ parts, purpose }, choice]) => {
        const request = chosen(variants(parts, choice), choice);
        return sequence(askOf(parts, purpose(null)), { request, purpose: purpose(rule), patient: true });
      }),
      most: 24,
      judge: nothing,
    },
  ];
}

/** Any of the characters, in either case of the hexadecimal digits. */
const escapes: Variants = (parts, choice) =>
  Object.entries(parts.labels).flatMap(([name, label]) => {
    const points = [...decodeURIComponent(label)];
    const masks = [1, 2, 2 ** points.length - 1, choice + 1];
    return masks.flatMap((mask) =>
      ['toUpperCase', 'toLowerCase'].map((form) => {
        const text = points.map((point, at) =>
          (mask >> (at % 30)) & 1 ? hexed(point, form === 'toUpperCase') : encoded(point),
        );
        return withTarget({ ...parts, labels: { ...parts.labels, [name]: text.join('') } }, (path) => path);
      }),
    );
  });

function hexed(point: string, upper: boolean): string {
  const hex = Buffer.from(point, 'utf8').toString('hex');
  return (upper ? hex.toUpperCase() : hex).replace(/../g, '%$&');
}

/** Some are named like members of the input, and would name something else. */
function queries({ world }: Workshop): Variants {
  const { members } = structureNamed(world.contract, world.operation.input);
  const taken = members.flatMap(({ binding }) => (binding?.in === 'query' ? [binding.name] : []));
  const own = members
    .flatMap(({ name, binding }) => [name, binding?.name ?? name])
    .filter((name) => !taken.includes(name));
  return (parts) => {
    const other = encoded(
      (world.tasks
        .flatMap(({ input }) => Object.values(input))
        .findLast(
          (each) => typeof each === 'string' && !Object.values(parts.labels).includes(each),
        ) as string) ?? 'other',
    );
    const added = [
      'x=1',
      'x',
      'a=1&a=2',
      '',
      `x-id=${world.operation.id}`,
      ...own.map((name) => `${encoded(name)}=${other}`),
    ];
    return added.map((query) => {
      const request = withTarget({ ...parts, query: '' }, (path) => path);
      const whole = [parts.query, query].filter((each) => each !== '').join('&');
      return { ...request, target: `${request.target}?${whole}` };
    });
  };
}

/** A path without its label: refused, as a bad request or as another path. */
function emptyProbe(shop: Workshop): readonly Probe[] {
  const { world } = shop;
  const about = ruleIds(world, 'empty-identifier');
  const labels = [...world.operation.http.path.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  if (labels.length === 0) return [];
  return about.map((clause) => ({
    id: 'empty-identifier',
    title: 'A label of the path is empty.',
    about,
    proves: about,
    cases: fc
      .tuple(shop.missing, fc.constantFrom(...labels), fc.constantFrom('', '?'))
      .map(([parts, name, end]) => {
        const request = withTarget({ ...parts, labels: { ...parts.labels, [name]: '' } }, (path) => path);
        return sequence({
          request: { ...request, target: request.target + end },
          purpose: { kind: 'open' },
          patient: true,
        });
      }),
    most: 4,
    judge: (trace) =>
      trace.flat().flatMap((exchange) => {
        if (exchange.reply.kind !== 'response' || isPutOff(world, exchange)) return [];
        const { status } = exchange.reply.response;
        const refused = status >= 400 && status < 500;
        const verdict = ruled(
          refused,
          'A path without an identifier is not refused.',
          'a refusal',
          replyText(world, exchange.reply),
        );
        return [statement(clause, verdict, [exchange])];
      }),
  }));
}

/** An encoded slash: the label is malformed, or the path is another one. In no reading does it mean the plain label. */
function encodedSlashProbe(shop: Workshop): readonly Probe[] {
  const { world } = shop;
  const [clause] = ruleIds(world, 'encoded-slash');
  const wanted = errorOf(world, 400);
  const malformed = ruleIds(world, 'malformed-label-refused');
  if (clause === undefined || wanted === undefined) return [];
  const { members } = structureNamed(world.contract, world.operation.input);
  const names = members.flatMap(({ binding }) => (binding?.in === 'path' ? [binding.name] : []));
  if (names.length === 0) return [];
  const bases = shop.tasks.length === 0 ? shop.missing : fc.constantFrom(...shop.tasks);
  const marks: readonly ((label: string) => string)[] = [
    (label) => `${label}%2F`,
    (label) => `%2F${label}`,
    (label) => `x%2F..%2F${label}`,
    (label) => `..%2F${label}`,
    (label) => `.%2f${label}`,
    (label) => `${label}%2Fx`,
    (label) => `${label}%2F..%2F${label}`,
    (label) => `${label}%2F.`,
  ];
  return [
    {
      id: 'encoded-slash',
      title: 'A label holds a percent-encoded slash.',
      about: [clause, ...malformed],
      proves: [clause, ...malformed],
      cases: fc
        .tuple(bases, fc.constantFrom(...names), fc.constantFrom(...marks))
        .map(([parts, name, mark]) => {
          const labels = { ...parts.labels, [name]: mark(parts.labels[name] ?? '') };
          return sequence(askOf({ ...parts, labels }, { kind: 'open' }));
        }),
      most: 24,
      judge: (trace) =>
        trace.flat().flatMap((exchange) => {
          if (exchange.reply.kind !== 'response' || isPutOff(world, exchange)) return [];
          const { response } = exchange.reply;
          const done = response.status >= 200 && response.status < 300;
          const named = response.status === wanted.status && nameInHeader(world, response) === wanted.shape;
          const actual = replyText(world, exchange.reply);
          const expected = `${wanted.status} ${wanted.shape}`;
          const reading = ruled(named, 'The label is not refused as malformed.', expected, actual);
          const refused = ruled(!done, 'The label is taken for another one.', expected, actual);
          return [
            statement(clause, reading, [exchange]),
            ...malformed.flatMap((id) => (done ? [statement(id, refused, [exchange])] : [])),
          ];
        }),
    },
  ];
}
