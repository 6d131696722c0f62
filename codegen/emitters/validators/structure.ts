import type { Member, Structure, Target } from '../../contract.js';
import type { Lines } from '../lines.js';
import { onlyIf, refuseChecks } from './refuse.js';
import type { Scope } from './scope.js';
import { absent, notAbsent, ownOnly, readMember, targetChecks, withLocals, withOwnOnly } from './targets.js';
import { countUnknown, hasOnly, isClosed } from './unknown-names.js';

/**
 * What costs little and fails often comes first: the required members, then the others, then what is inside of
 * members, then patterns, and last the names that nobody knows.
 */
export function structureBody(scope: Scope, shape: Structure): Lines {
  const members = withLocals(scope, shape.members).map((member) => memberChecks(scope, shape, member));
  const of = (step: Step): Lines => members.flatMap((each) => (each.step === step ? each.refusal : []));
  const others = [
    ...of('optional'),
    ...of('structure'),
    ...of('inside'),
    ...members.flatMap((each) => each.mismatch),
  ];
  if (members.every((each) => each.refusal.length === 0) && !isClosed(scope, shape)) return ['return true;'];
  const again = (fields: string): string => `${scope.identifiers.fits(shape.name)}(${fields})`;
  const required = of('required');
  const rest = [...others, ...ending(scope, shape, members)];
  // A required member of the wrong type is wrong whether it is inherited or not.
  return required.length === 0
    ? withOwnOnly(scope, rest, again)
    : [...required, ownOnly(scope, again), ...rest];
}

function ending(scope: Scope, shape: Structure, members: readonly MemberChecks[]): Lines {
  if (!isClosed(scope, shape)) return ['return true;'];
  const { lines, unknown } = countUnknown(scope, members);
  return [...lines, `return ${unknown} === 0 || ${hasOnly(scope, shape)};`];
}

type Step = 'required' | 'optional' | 'structure' | 'inside';

interface MemberChecks {
  /** The expression that holds the member, once it was refused or not. */
  readonly value: string;
  /** Whether no value without it comes to the end. */
  readonly certain: boolean;
  readonly step: Step;
  readonly refusal: Lines;
  /** What is left for later: the pattern of a text. */
  readonly mismatch: Lines;
}

function memberChecks(
  scope: Scope,
  shape: Structure,
  member: Member & { readonly local: string },
): MemberChecks {
  const site = `${shape.name}.${member.name}`;
  const { local, target } = member;
  const required = member.required && scope.has(site, 'required');
  const checks = targetChecks(scope, target, site, local);
  const pattern = scope.has(site, 'type') ? checks.rest.find((each) => each.rule === 'pattern') : undefined;
  const others = { ...checks, rest: checks.rest.filter((each) => each !== pattern) };
  const refusal = refuseChecks(scope, others, site, local, 0);
  const failing = pattern === undefined ? [] : [`if (${pattern.fails()}) return false;`];
  const mismatch = target.nullable === true ? onlyIf(`${local} !== null`, failing) : failing;
  const step = stepOf(scope, target) ?? (required ? 'required' : 'optional');
  const reading = readMember(scope, member.name);
  if (refusal.length === 0 && !required)
    return { value: reading, certain: false, step, refusal: [], mismatch: [] };
  const read = `const ${local} = ${reading};`;
  if (required) {
    // The check of the type refuses undefined and null as well.
    const missing = scope.has(site, checks.type.rule)
      ? []
      : [`if (${absent(scope, target, local)}) return false;`];
    return { value: local, certain: true, step, refusal: [read, ...missing, ...refusal], mismatch };
  }
  const present = (lines: Lines): Lines => onlyIf(notAbsent(scope, local), lines);
  return {
    value: local,
    certain: false,
    step,
    refusal: [read, ...present(refusal)],
    mismatch: present(mismatch),
  };
}

/** The step of a value that has other values in it, or none. */
function stepOf(scope: Scope, target: Target): Step | undefined {
  switch (target.kind) {
    case 'ref': {
      const { kind } = scope.shape(target.name);
      return kind === 'enum' ? undefined : kind === 'structure' ? 'structure' : 'inside';
    }
    case 'list':
    case 'map':
    case 'document':
    case 'blob':
      return 'inside';
    default:
      return undefined;
  }
}
