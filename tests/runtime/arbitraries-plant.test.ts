import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitrariesOf, plant, type Site, sitesOf } from '../../codegen/runtime/arbitraries/index.js';
import { naiveCheck } from '../support/naive-check.js';
import { SAMPLER } from '../support/sampler.js';

const sites = sitesOf(SAMPLER, 'Sample');

describe('sites', () => {
  test('are there once each, nearer ones first', () => {
    const ids = sites.map((site) => site.id);
    expect(new Set(ids).size).toBe(ids.length);
    const lengths = sites.map((site) => site.steps.length);
    expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
  });

  test('cover every site that has a clause', () => {
    const all = new Set(
      SAMPLER.shapes.flatMap((shape) => sitesOf(SAMPLER, shape.name)).map((site) => site.id),
    );
    for (const clause of SAMPLER.clauses) if (clause.kind === 'value') expect(all).toContain(clause.site);
  });

  const table: readonly (readonly [string, Omit<Site, 'id' | 'target' | 'steps'>, string])[] = [
    ['Sample', { required: true, owner: 'root', parent: 'Sample' }, ''],
    ['Sample.id', { required: true, owner: 'member', parent: 'Sample' }, 'id'],
    ['Sample.tags[]', { required: false, owner: 'element', parent: 'Sample' }, 'tags []'],
    ['Sample.grid[][]', { required: false, owner: 'element', parent: 'Sample' }, 'grid [] []'],
    ['Sample.labels{}', { required: false, owner: 'value', parent: 'Sample' }, 'labels {}'],
    ['Sample.labels{key}', { required: false, owner: 'key', parent: 'Sample' }, 'labels {key}'],
    ['Forest[]', { required: false, owner: 'element', parent: 'Forest' }, 'tree children []'],
    ['Tree.named{}', { required: false, owner: 'value', parent: 'Tree' }, 'tree named {}'],
    ['Ranks{}[]', { required: false, owner: 'element', parent: 'Ranks' }, 'ranks {} []'],
    ['Choice.all[]', { required: false, owner: 'element', parent: 'Choice' }, 'choice all []'],
    ['Pair.right', { required: false, owner: 'member', parent: 'Pair' }, 'choice pair right'],
  ];

  test.each(table)('%s', (id, facts, way) => {
    const site = siteNamed(id);
    expect(site).toMatchObject(facts);
    const marks = { element: '[]', value: '{}', key: '{key}', option: '|' };
    expect(site.steps.map((step) => (step.kind === 'member' ? step.name : marks[step.kind])).join(' ')).toBe(
      way,
    );
  });
});

describe('planting', () => {
  test.each(sites.filter((site) => site.owner !== 'key').map((site) => [site.id, site] as const))(
    'a value at %s',
    (_, site) => {
      const planted = Symbol('planted');
      for (const mode of ['strict', 'tolerant'] as const) {
        const all = plant(SAMPLER, 'Sample', site, mode, fc.constant(planted));
        fc.assert(
          fc.property(all, ({ value, path }) => {
            expect(at(value, path)).toBe(planted);
            const { issues } = naiveCheck(SAMPLER, 'Sample', 'wire', mode, value);
            expect(issues.filter((issue) => issue.path !== path)).toEqual([]);
          }),
          { numRuns: 20 },
        );
      }
    },
  );

  test('a valid value leaves the whole valid', () => {
    const { targetValue, plant } = arbitrariesOf(SAMPLER);
    for (const site of sites) {
      const values = targetValue(site.target, 'strict');
      fc.assert(
        fc.property(plant('Sample', site, 'strict', values), ({ value }) => {
          expect(naiveCheck(SAMPLER, 'Sample', 'wire', 'strict', value).issues).toEqual([]);
        }),
        { numRuns: 10 },
      );
    }
  });

  test('a key', () => {
    const keys = plant(SAMPLER, 'Sample', siteNamed('Sample.labels{key}'), 'strict', fc.constant('a/b~'));
    fc.assert(
      fc.property(keys, ({ value, path }) => {
        expect(path).toBe('/labels/a~1b~0');
        expect(Object.keys(Reflect.get(Object(value), 'labels'))).toContain('a/b~');
      }),
      { numRuns: 20 },
    );
  });

  const minimal = { id: 's-aaaa', color: 'RED', count: 0, total: 0, at: 0 };
  const table: readonly (readonly [string, object])[] = [
    ['Sample.note', { ...minimal, note: 'PLANTED' }],
    ['Tree.leaf', { ...minimal, tree: { leaf: 'PLANTED', children: [] } }],
    ['Forest[]', { ...minimal, tree: { leaf: false, children: ['PLANTED'] } }],
    ['Pair.right', { ...minimal, choice: { pair: { left: false, right: 'PLANTED' } } }],
    ['Sample.grid[][]', { ...minimal, grid: [['PLANTED']] }],
    ['Sample.labels{}', { ...minimal, labels: { a: 'PLANTED' } }],
    [
      'Hostile.__proto__',
      { ...minimal, hostile: { ['__proto__']: 'PLANTED', hasOwnProperty: '', 'a/b~c': 0 } },
    ],
  ];

  test.each(table)('at %s shrinks to the least that holds it', (id, value) => {
    const all = plant(SAMPLER, 'Sample', siteNamed(id), 'tolerant', fc.constant('PLANTED'));
    const found = fc.check(fc.property(all, () => false)).counterexample?.[0];
    expect(found).toMatchObject({ value });
  });

  test('shrinks what is planted', () => {
    const all = plant(
      SAMPLER,
      'Sample',
      siteNamed('Sample.ratio'),
      'strict',
      fc.integer({ min: 0, max: 1000 }),
    );
    const small = fc.property(all, ({ value, path }) => Number(at(value, path)) < 42);
    expect(fc.check(small, { numRuns: 1000 }).counterexample?.[0]).toMatchObject({
      value: { ...minimal, ratio: 42 },
    });
  });
});

function siteNamed(id: string): Site {
  const site = sites.find((each) => each.id === id);
  if (site === undefined) throw new Error(`no site ${id}`);
  return site;
}

/** What a JSON Pointer leads to, by own members alone. */
function at(value: unknown, path: string): unknown {
  const names = path
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  return names.reduce<unknown>(
    (held, name) => Object.getOwnPropertyDescriptor(Object(held), name)?.value,
    value,
  );
}
