/** The clauses about values: for each site of each named shape, the rules that its target brings with it. */
import type { NamedShape, Rule, Source, Target, ValueClause } from '../contract.js';
import { attribution, type Provenance, sourceOf } from './provenance.js';
import type { Site } from './targets.js';
import { inCode, title } from './titles.js';

/** A site, its rules, and how a sentence names it: `status`, or each element of `tags`. */
interface Described {
  readonly id: string;
  readonly subject: string;
  readonly target: Target | NamedShape;
  readonly rules: readonly Rule[];
}

/** What is attributed to each site, and which shapes take any member. */
export interface Facts {
  readonly sites: readonly Site[];
  readonly open: ReadonlySet<string>;
}

export function valueClauses(
  shapes: readonly NamedShape[],
  { sites, open }: Facts,
  sources: readonly Source[],
): readonly ValueClause[] {
  const byName = new Map(shapes.map((shape) => [shape.name, shape]));
  const provenance = new Map(sites.map((site) => [site.id, site.provenance]));
  const resolve = (target: Target): Target | NamedShape =>
    target.kind === 'ref' ? (byName.get(target.name) ?? target) : target;
  const nothing: Provenance = { own: [], target: [], around: [] };
  return shapes
    .flatMap((shape) => sitesOf(shape, resolve, open))
    .flatMap(({ id, subject, target, rules }) =>
      rules.map((rule): ValueClause => {
        const attributed = attribution(sourceOf(rule, provenance.get(id) ?? nothing), sources);
        return {
          kind: 'value',
          id: `${id}#${rule}`,
          site: id,
          rule,
          ...attributed,
          title: title(rule, subject, target),
        };
      }),
    );
}

type Resolve = (target: Target) => Target | NamedShape;

/** The shape itself, and the sites in it up to where another shape begins. */
function sitesOf(shape: NamedShape, resolve: Resolve, open: ReadonlySet<string>): readonly Described[] {
  const subject = inCode(shape.name);
  const own = { id: shape.name, subject, target: shape };
  switch (shape.kind) {
    case 'structure':
    case 'union': {
      const members = shape.members.flatMap((member) => {
        const rules: readonly Rule[] = member.required ? ['required'] : [];
        return described(`${shape.name}.${member.name}`, inCode(member.name), member.target, resolve, rules);
      });
      const closed: readonly Rule[] = open.has(shape.name) ? [] : ['closed'];
      return [{ ...own, rules: [...rulesOf(shape), ...closed] }, ...members];
    }
    case 'choice': {
      const options = shape.options.flatMap(({ name, target }) => {
        const [here, ...inside] = described(`${shape.name}.${name}`, inCode(name), target, resolve);
        // That a value is of the type of an option is what makes it that option.
        return here === undefined
          ? []
          : [{ ...here, rules: here.rules.filter((rule) => rule !== 'type') }, ...inside];
      });
      const closed: readonly Rule[] = shape.tag === null ? [] : ['closed'];
      return [{ ...own, rules: [...rulesOf(shape), ...closed] }, ...options];
    }
    case 'enum':
      return [{ ...own, rules: rulesOf(shape) }];
    case 'list':
    case 'map':
      return [{ ...own, rules: rulesOf(shape) }, ...within(shape.name, subject, shape, resolve)];
  }
}

function described(
  id: string,
  subject: string,
  target: Target,
  resolve: Resolve,
  before: readonly Rule[] = [],
): readonly Described[] {
  const resolved = resolve(target);
  return [
    { id, subject, target: resolved, rules: [...before, ...rulesOf(resolved)] },
    ...within(id, subject, target, resolve),
  ];
}

/** The elements of a list, the keys and values of a map. What a reference leads to has sites of its own. */
function within(id: string, subject: string, target: Target, resolve: Resolve): readonly Described[] {
  switch (target.kind) {
    case 'list':
      return described(`${id}[]`, `each element of ${subject}`, target.element, resolve);
    case 'map': {
      // Every key is a string, whatever is sent.
      const rules = rulesOf(target.key).filter((rule) => rule !== 'type');
      return [
        { id: `${id}{key}`, subject: `each key of ${subject}`, target: target.key, rules },
        ...described(`${id}{}`, `each value of ${subject}`, target.value, resolve),
      ];
    }
    default:
      return [];
  }
}

/** The rules of a target, in the order in which a reader applies them. */
export function rulesOf(target: Target | NamedShape): readonly Rule[] {
  switch (target.kind) {
    case 'ref':
      return [];
    case 'structure':
      return ['type'];
    case 'union':
      return ['type', 'one-member'];
    case 'choice':
      return target.tag === null ? ['option'] : ['type', 'option'];
    case 'enum':
      return ['type', 'enum'];
    case 'list':
      return [
        'type',
        ...given(target.minItems, 'min-items'),
        ...given(target.maxItems, 'max-items'),
        ...given(target.uniqueItems, 'unique-items'),
      ];
    case 'map':
      return ['type', ...given(target.minItems, 'min-items'), ...given(target.maxItems, 'max-items')];
    case 'string':
      return [
        'type',
        ...given(target.pattern, 'pattern'),
        ...given(target.minLength, 'min-length'),
        ...given(target.maxLength, 'max-length'),
      ];
    case 'integer':
      return [
        'type',
        'integer',
        target.width === 32 ? 'int32' : 'int64',
        ...given(target.minimum, 'minimum'),
        ...given(target.maximum, 'maximum'),
        ...given(target.likely?.minimum, 'likely-minimum'),
        ...given(target.likely?.maximum, 'likely-maximum'),
      ];
    case 'float':
      return ['type', ...given(target.minimum, 'minimum'), ...given(target.maximum, 'maximum')];
    case 'timestamp':
      return ['type', 'timestamp'];
    case 'boolean':
      return ['type'];
    case 'blob':
      return ['type', 'base64'];
    case 'document':
      // Any JSON value is one.
      return [];
  }
}

function given(value: unknown, rule: Rule): readonly Rule[] {
  return value === undefined ? [] : [rule];
}
