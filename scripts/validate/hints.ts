import { nearest } from '../../codegen/nearest.js';
import type { Contract, Target } from '../../generated/runtime/contract.js';
import { parseJson } from '../../generated/runtime/json.js';
import { type Resolved, resolve } from '../../tests/conformance/model.js';
import type { Finding, Yardstick } from './judge.js';

/** What a person may want to know who sees this finding; null where nothing is known. */
export function hintFor(yardstick: Yardstick, finding: Finding): string | null {
  if (finding.clause === null) return null;
  return erratumHint(yardstick.contract, finding) ?? ruleHint(yardstick, finding);
}

/** The documentation contradicts itself here. */
function erratumHint({ errata }: Contract, { clause, path: at, value }: Finding): string | null {
  const erratum = errata.find(({ examples }) =>
    examples.some(({ path, strict, tolerant, notice, json }) => {
      const parsed = parseJson(json);
      const isHere = [strict, tolerant, notice].includes(clause) && at?.endsWith(path) === true;
      return isHere && parsed.ok && parsed.value === value;
    }),
  );
  return erratum === undefined
    ? null
    : `a known mistake of the documentation: ${erratum.prose} ${erratum.resolution}`;
}

function ruleHint(yardstick: Yardstick, { clause, severity, path, value }: Finding): string | null {
  const { contract, mode, view } = yardstick;
  const known = contract.clauses.find(({ id }) => id === clause);
  if (known?.kind !== 'value') return null;
  const shape = shapeAt(contract, known.site);
  const tolerates =
    mode === 'strict' && severity === 'error' ? 'without --strict it is taken, with a notice' : null;
  switch (known.rule) {
    case 'enum': {
      const values = shape?.kind === 'enum' ? shape.values.map((each) => each.value) : [];
      const near = typeof value === 'string' ? nearest(value, values) : null;
      return near === null ? tolerates : `did you mean ${near}?`;
    }
    case 'closed': {
      const name = path?.slice(path.lastIndexOf('/') + 1) ?? '';
      const near = nearest(
        name,
        shape !== null && 'members' in shape ? shape.members.map((each) => each.name) : [],
      );
      return near === null
        ? tolerates
        : `did you mean ${near}?${tolerates === null ? '' : ` Else ${tolerates}`}`;
    }
    case 'timestamp':
      return typeof value === 'number' && Math.abs(value) >= 1e11
        ? `${value} looks like milliseconds; the contract has seconds: ${value / 1000}`
        : null;
    case 'type':
      return typeHint(contract, shape, value, view.timestamp);
    case 'int64':
      return typeof value === 'number' ? 'the number was rounded before it was captured' : null;
    default:
      return null;
  }
}

function typeHint(
  contract: Contract,
  shape: Resolved | null,
  value: unknown,
  timestamp: string,
): string | null {
  if (value === null)
    return 'a member without a value is left out; without --strict an optional one may be null';
  switch (shape?.kind) {
    case 'timestamp': {
      if (typeof value !== 'string' || timestamp !== 'epoch-seconds') return null;
      const views = contract.views
        .filter((each) => each.timestamp !== 'epoch-seconds')
        .map(({ name }) => name);
      return `text is how programs print a moment: --view ${views.join(', --view ')}`;
    }
    case 'integer':
    case 'float':
      return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
        ? 'a number, without the quotes'
        : null;
    case 'boolean':
      return value === 'true' || value === 'false' ? 'true or false, without the quotes' : null;
    default:
      return null;
  }
}

/** What stands at a site: `Shape`, `Shape.member`, `Shape.member[]`, `Shape.member{}`. */
function shapeAt(contract: Contract, site: string): Resolved | null {
  const [, root = '', member, steps = ''] = /^([^.[{]+)(?:\.(.*?))?((?:\[\]|\{\})*)$/s.exec(site) ?? [];
  const shape = contract.shapes.find(({ name }) => name === root);
  if (shape === undefined) return null;
  let target: Target | undefined = { kind: 'ref', name: root };
  if (member !== undefined && 'members' in shape) {
    target = shape.members.find(({ name }) => name === member)?.target;
  }
  for (const step of steps.match(/../g) ?? []) {
    const held = target === undefined ? undefined : resolve(contract, target);
    if (step === '[]' && held?.kind === 'list') target = held.element;
    else if (step === '{}' && held?.kind === 'map') target = held.value;
    else return null;
  }
  return target === undefined ? null : resolve(contract, target);
}
