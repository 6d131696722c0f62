import fc from 'fast-check';
import type { Fault } from '../../../../../generated/runtime/arbitraries/index.js';
import type { Member } from '../../../../../generated/runtime/contract.js';
import { targetJudge } from '../../../judge/value.js';
import { resolve, structureNamed } from '../../../model.js';
import { askOf, isSendable, staysBroken, type Workshop } from '../asks.js';
import { errorClauses, ruleIds } from '../clauses-of.js';
import { type LabelTrick, labelTricks, unreadableLabels } from '../labels.js';
import { encoded, type RequestParts } from '../requests.js';
import { errorOf, nothing, type Probe, type Purpose, type ServerWorld, sequence } from '../server-check.js';

/** Requests that break the rules of the input: in every way that the contract knows, and in every way of a label. */
export function malformedProbes(shop: Workshop): readonly Probe[] {
  const { world } = shop;
  if (errorOf(world, 400) === undefined) return [];
  const { input } = world.operation;
  const faults = shop.arbitraries
    .faultsOf(input, 'wire', 'strict')
    .flatMap((fault) => faultProbe(shop, fault));
  const labels = structureNamed(world.contract, input).members.filter((member) => isTextLabel(world, member));
  return [
    ...faults,
    ...labels.flatMap((member) => [
      ...labelTricks.flatMap((trick) => trickProbe(shop, member, trick, true)),
      ...unreadableLabels.flatMap((trick) => trickProbe(shop, member, trick, false)),
    ]),
  ];
}

function isTextLabel({ contract }: ServerWorld, { binding, target }: Member): boolean {
  return binding?.in === 'path' && resolve(contract, target).kind === 'string';
}

/** Fixed, so that which faults can be sent depends on the contract alone. */
const SAMPLE = { seed: 1, numRuns: 6 };

function faultProbe(shop: Workshop, { id, clause, title, arbitrary }: Fault): readonly Probe[] {
  const { world } = shop;
  const sendable = arbitrary.map(({ value }): RequestParts | null => {
    const input = value as Readonly<Record<string, unknown>>;
    if (
      typeof value !== 'object' ||
      value === null ||
      Array.isArray(value) ||
      !staysBroken(world, input, clause)
    )
      return null;
    return shop.partsOf(input);
  });
  const needed = labelsOf(world);
  // A path without one of its labels is another path.
  const fits = (parts: RequestParts | null): boolean =>
    parts !== null && needed.every((name) => Object.hasOwn(parts.labels, name)) && isSendable(parts);
  if (!fc.sample(sendable, SAMPLE).some(fits)) return [];
  const cases = sendable.filter(fits) as fc.Arbitrary<RequestParts>;
  return [
    {
      id,
      title: `${title}.`,
      about: aboutRefusals(world, clause),
      proves: ruleIds(world, 'malformed-label-refused'),
      cases: cases.map((parts) => sequence(askOf(parts, { kind: 'invalid', clause }))),
      most: 60,
      judge: nothing,
    },
  ];
}

/** The names of the labels in the path. */
function labelsOf({ operation }: ServerWorld): readonly string[] {
  return [...operation.http.path.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
}

function aboutRefusals(world: ServerWorld, clause: string | null): readonly string[] {
  const wanted = errorOf(world, 400);
  return [
    ...ruleIds(world, 'malformed-label-refused'),
    ...(clause === null ? [] : [clause]),
    ...(wanted === undefined ? [] : errorClauses(world, wanted)),
  ];
}

function trickProbe(shop: Workshop, member: Member, trick: LabelTrick, readable: boolean): readonly Probe[] {
  const { world, tasks, missing } = shop;
  const { contract, operation } = world;
  const name = member.binding?.name ?? member.name;
  const site = `${operation.input}.${member.name}`;
  const clause = `${site}#pattern`;
  const broken = contract.clauses.some(({ id }) => id === clause) ? clause : null;
  const purpose: Purpose = readable ? { kind: 'invalid', clause: broken } : { kind: 'unreadable' };
  const judge = targetJudge(contract, member.target, '', 'strict');
  const wrong = (text: string): boolean =>
    !readable || (!/[/]|\p{Surrogate}/u.test(text) && judge(text).some(({ holds }) => !holds));
  const candidates = (label = ''): readonly string[] => trick.of(decodeURIComponent(label));
  const known = new Map(tasks.map(({ labels: { [name]: label } }) => [label, candidates(label)]));
  const spoil = (parts: RequestParts, choice: number): RequestParts | null => {
    const label = parts.labels[name];
    const texts = known.get(label) ?? candidates(label);
    // The first wrong one from there, going round.
    for (let at = 0; at < texts.length; at++) {
      const text = texts[(choice + at) % texts.length] ?? '';
      if (!wrong(text)) continue;
      const spoilt = { ...parts, labels: { ...parts.labels, [name]: readable ? encoded(text) : text } };
      return !readable || isSendable(spoilt) ? spoilt : null;
    }
    return null;
  };
  if (spoil(shop.plain, 0) === null) return [];
  const bases =
    tasks.length === 0 ? missing : fc.oneof({ withCrossShrink: true }, fc.constantFrom(...tasks), missing);
  const cases = fc
    .tuple(bases, fc.nat({ max: 1023 }))
    .map(([parts, choice]) => spoil(parts, choice))
    .filter((parts) => parts !== null);
  return [
    {
      id: `${site}/${trick.way}`,
      title: `${site} ${trick.title}.`,
      about: readable ? aboutRefusals(world, broken) : ruleIds(world, 'malformed-label-refused'),
      proves: ruleIds(world, 'malformed-label-refused'),
      cases: cases.map((parts) => sequence(askOf(parts, purpose))),
      most: 50,
      judge: nothing,
    },
  ];
}
