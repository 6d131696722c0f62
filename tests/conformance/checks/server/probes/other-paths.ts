import fc from 'fast-check';
import { carriesOut, isTaken, replyText } from '../answers.js';
import { askOf, taskAsk, type Workshop } from '../asks.js';
import { ruleIds } from '../clauses-of.js';
import { ruled } from '../notes.js';
import { afterPlain, inputOf, opened } from '../plain-first.js';
import { withTarget } from '../requests.js';
import { type Exchange, type Probe, sequence, statement } from '../server-check.js';
import { chosen, type Variants } from '../variants.js';

/** Paths that look like the operation's, and are not. */
export function otherPathProbes(shop: Workshop): readonly Probe[] {
  return [
    ...otherProbe(shop, 'further-segment-refused', 'The path has a segment more.', furtherSegments),
    ...refusedProbe(
      shop,
      'other-paths-refused',
      'The path is one that the model does not have.',
      furtherSegments,
      ({ reply }) => isTaken(reply),
    ),
    ...otherProbe(shop, 'path-case', 'The literal parts of the path are in another case.', otherCases),
    ...otherProbe(shop, 'doubled-slashes', 'The path has doubled slashes.', doubledSlashes),
  ];
}

/** The variant is no request for the operation, which must not be carried out. */
function otherProbe(shop: Workshop, rule: string, title: string, variants: Variants): readonly Probe[] {
  return refusedProbe(shop, rule, title, variants, ({ reply }, input) =>
    carriesOut(shop.world, reply, input),
  );
}

/**
 * The variant is for nothing that the model has.
 *
 * @param isDone whether an answer is one that must not be
 */
function refusedProbe(
  shop: Workshop,
  rule: string,
  title: string,
  variants: Variants,
  isDone: (exchange: Exchange, input: ReturnType<typeof inputOf>) => boolean,
): readonly Probe[] {
  const about = ruleIds(shop.world, rule);
  const bases = shop.tasks.length === 0 ? shop.missing : fc.constantFrom(...shop.tasks);
  if (variants(shop.plain, 0).length === 0) return [];
  return about.map((clause) => ({
    id: rule,
    title,
    about: [...about, ...ruleIds(shop.world, 'refused-not-failed')],
    proves: about,
    cases: fc.tuple(bases, fc.nat(1023)).map(([parts, choice]) => {
      const task = shop.tasks.indexOf(parts);
      const plain = task < 0 ? askOf(parts, { kind: 'missing', rule: null }) : taskAsk(shop, task);
      return sequence(plain, opened(chosen(variants(parts, choice), choice)));
    }),
    most: 48,
    judge: (trace) =>
      afterPlain(shop, trace).flatMap((exchange) => {
        if (exchange.reply.kind !== 'response') return [];
        const verdict = ruled(
          !isDone(exchange, inputOf(shop, trace)),
          'The operation is carried out under a path that is not its own, or is said to be.',
          'a refusal',
          replyText(shop.world, exchange.reply),
        );
        return [statement(clause, verdict, [exchange])];
      }),
  }));
}

const furtherSegments: Variants = (parts) => {
  const more = ['x', '0', 'details', ...Object.values(parts.labels)];
  return more.flatMap((segment) => [
    withTarget(parts, (path) => `${path}/${segment}`),
    withTarget(parts, (path) => path.replace(/\/([^/]*)$/, `/${segment}/$1`)),
    withTarget(parts, (path) => `/${segment}${path}`),
  ]);
};

const otherCases: Variants = (parts) => {
  const cases = [
    (text: string) => text.toUpperCase(),
    (text: string) =>
      text.replace(/[a-z]/i, (letter) =>
        letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
      ),
  ];
  return cases
    .map((change) => parts.path.replace(/[^{}]+(?![^{]*\})/g, change))
    .filter((path) => path !== parts.path)
    .map((path) => withTarget({ ...parts, path }, (whole) => whole));
};

const doubledSlashes: Variants = (parts) => {
  const slashes = [...parts.path].filter((char) => char === '/').length;
  return Array.from({ length: slashes }, (_, nth) =>
    withTarget(parts, (path) => {
      let seen = -1;
      return path.replace(/\//g, () => (++seen === nth ? '//' : '/'));
    }),
  );
};
