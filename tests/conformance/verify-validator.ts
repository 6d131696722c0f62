import fc from 'fast-check';
import { contract as committed } from '../../generated/contract.js';
import { arbitrariesOf } from '../../generated/runtime/arbitraries/index.js';
import type { Contract, Mode } from '../../generated/runtime/contract.js';
import { assembled, NO_ANSWER } from './assemble.js';
import { validatorChecks } from './checks/validator/index.js';
import type {
  ValidatorCase,
  ValidatorCheck,
  ValidatorObservation,
  ValidatorVerdict,
  ValidatorWorld,
} from './checks/validator/validator-check.js';
import { type ClauseCard, validatorClauses, valueClauses } from './clauses.js';
import { composite } from './composite.js';
import { headerOf, type Subject, subjectsOf } from './header.js';
import { operationOf } from './model.js';
import { claimsOf, type RunOptions, selected, settingsOf, whyLeft } from './options.js';
import { placesOf } from './places.js';
import { render } from './render.js';
import type { ValidatorEvidence, VerifyResult } from './result.js';
import { runCheck, runChecks } from './runner.js';
import { usageError } from './selection.js';
import { startSpreading } from './spread.js';
import { type Style, settled, styleOf } from './targets/judgement.js';
import { isNoAnswer, type Judgement, type NoAnswer, type ValidatorTarget } from './targets/target.js';

export interface ValidatorOptions extends RunOptions {
  readonly target: ValidatorTarget;
  /** The shape whose validator it is; by default the output of the contract's only operation. */
  readonly shape?: string;
  /** tolerant (the default): what a consumer takes. strict: only what the contract documents. */
  readonly mode?: Mode;
  /** wire (the default): parsed JSON. decoded: with Dates, bytes, and unknown union members by name. */
  readonly view?: 'wire' | 'decoded';
}

/**
 * Verifies a validator against the contract: valid values of all sorts must pass, values that break one clause must
 * be refused, and whatever the value is there must be a verdict. The target stays open.
 *
 * Throws a usage error (see `isUsageError`) where an option makes no sense.
 */
export async function verifyValidator(options: ValidatorOptions): Promise<VerifyResult> {
  const began = performance.now();
  const { target, mode = 'tolerant', view = 'wire', contract = committed } = options;
  const settings = settingsOf('validator', options);
  const { world, cards, checks: all } = suiteOf(options);
  const checks = selected(all, settings);

  const judge = async (
    value: ValidatorCase['value'],
    tried: Pick<ValidatorCase, 'hostile' | 'text'>,
    twice: boolean,
  ) =>
    target.judge(
      {
        shape: world.root.name,
        mode,
        view,
        value,
        hostile: tried.hostile,
        twice,
        ...(tried.text === undefined ? {} : { text: tried.text }),
      },
      settings.timeout,
    );
  const { style, answers } = await probed(
    async (value) => (await judge(value, { hostile: null }, false)).judgement,
    world,
  );

  const places = placesOf(contract, [world.root.name]);
  const spreading = startSpreading(contract);

  async function execute(tried: ValidatorCase) {
    spreading.add(world.root.name, tried.value);
    const reply = await judge(tried.value, tried, tried.expect.kind === 'pure');
    const observation: ValidatorObservation = {
      verdict: verdictOf(style, reply.judgement),
      again: reply.again === null ? null : verdictOf(style, reply.again),
      mutated: reply.mutated,
    };
    return { observation, unanswered: isNoAnswer(reply.judgement) };
  }

  const plan = { ...settings, path: settings.replay?.path ?? null };
  const slots = Array.from({ length: settings.concurrency }, (_, at) => at);
  const outcomes = await runChecks(
    answers ? checks : checks.slice(0, 1),
    slots,
    settings.onProgress,
    (check) => runCheck(check, execute, plan),
  );

  return assembled({
    header: headerOf(contract, settings, {
      role: 'validator',
      target: target.name,
      subject: world.root.name,
      mode,
      view,
    }),
    cards,
    outcomes,
    uncovered: (clause) =>
      all.some((check) => check.clause === clause)
        ? { reason: answers ? whyLeft(all, settings, clause) : NO_ANSWER, gap: false }
        : {
            reason:
              clause === foreignTo(target)
                ? 'The target is handed JSON text, which cannot carry such a value.'
                : 'No value of this shape, in this mode and view, can break it or depend on it alone.',
            gap: false,
          },
    claims: claimsOf(all, checks, settings),
    signal: settings.signal,
    evidence,
    places,
    fuzzed: spreading.spreads(places),
    shard: settings.shard,
    milliseconds: performance.now() - began,
  });
}

/** The clauses that would be tried, with what they say. */
export function validatorSubjects(options: ValidatorOptions): readonly Subject[] {
  const { cards, checks } = suiteOf(options);
  return subjectsOf(
    cards,
    checks.map(({ clause }) => clause),
  );
}

function suiteOf({
  target,
  contract = committed,
  arbitraries = arbitrariesOf(contract, { shared: true }),
  shape = outputOf(contract),
  mode = 'tolerant',
  view = 'wire',
}: ValidatorOptions): {
  readonly world: ValidatorWorld;
  readonly cards: readonly ClauseCard[];
  readonly checks: readonly ValidatorCheck[];
} {
  if (!contract.shapes.some((each) => each.name === shape)) {
    const names = contract.shapes.map((each) => each.name).join(', ');
    throw usageError(`The contract has no shape ${shape}. It has: ${names}.`);
  }
  const sites = arbitraries.sitesOf(shape);
  const world: ValidatorWorld = {
    contract,
    arbitraries,
    root: { kind: 'ref', name: shape },
    mode,
    view,
    sites,
  };
  return {
    world,
    // Of text nothing is to be said where a target never sees any.
    cards: valueClauses(contract, sites).filter(
      ({ id }) => target.takes === 'json' || id !== validatorClauses.text.id,
    ),
    checks: validatorChecks(world).filter((check) => check.clause !== foreignTo(target)),
  };
}

/** The clause that cannot be tried on a target by the way in which it is handed values. */
function foreignTo({ takes }: ValidatorTarget): string {
  return takes === 'json' ? validatorClauses.hostile.id : validatorClauses.text.id;
}

function outputOf(contract: Contract): string {
  const { id, output } = operationOf(contract, undefined);
  if (output === null) throw usageError(`${id} has no output. Say which shape.`);
  return output;
}

/** A plain valid value and one that is certainly none tell how the validator speaks, and whether it does at all. */
async function probed(
  judge: (value: unknown) => Promise<Judgement | NoAnswer>,
  world: ValidatorWorld,
): Promise<{ readonly style: Style; readonly answers: boolean }> {
  const { arbitraries, root, view } = world;
  const values =
    view === 'wire' ? composite(world, root, 'required') : arbitraries.decodedValue(root.name, 'strict');
  const [valid] = fc.sample(values, { numRuns: 1, seed: 1 });
  const [ofValid, ofInvalid] = [await judge(valid), await judge('certainly no such value')];
  return { style: styleOf(ofValid, ofInvalid), answers: !isNoAnswer(ofValid) || !isNoAnswer(ofInvalid) };
}

function verdictOf(style: Style, judgement: Judgement | NoAnswer): ValidatorVerdict {
  if (isNoAnswer(judgement)) return judgement;
  const verdict = settled(style, judgement);
  if (verdict !== null) return verdict;
  switch (judgement.kind) {
    case 'threw':
      return judgement;
    case 'value':
      return { kind: 'unclear', text: judgement.text };
    case 'null':
      return { kind: 'unclear', text: 'null' };
    default:
      return { kind: 'unclear', text: 'undefined' };
  }
}

function evidence({ value, text: given, hostile, path }: ValidatorCase): ValidatorEvidence {
  const text = given ?? render(value);
  return {
    kind: 'validator',
    value: hostile === null ? text : `${text} with a ${hostile.kind} at ${hostile.path || 'the root'}`,
    path,
  };
}
