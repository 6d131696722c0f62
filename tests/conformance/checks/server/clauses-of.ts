import { sitesOf } from '../../../../generated/runtime/arbitraries/index.js';
import type { Clause, ErrorBinding } from '../../../../generated/runtime/contract.js';
import { type ClauseCard, cardOf } from '../../clauses.js';
import type { ServerWorld } from './server-check.js';

/** The ids of rules of the protocol, as far as the contract has them. */
export function ruleIds({ clauses }: ServerWorld, ...rules: readonly string[]): readonly string[] {
  return rules.flatMap((rule) => clauses.rules.get(rule) ?? []);
}

/**
 * The ids of the value clauses of everything that a shape can hold: of its sites, and of the shapes that stand there,
 * as far as these say what no site says for them.
 */
export function valueIds({ contract }: ServerWorld, shape: string): readonly string[] {
  const all = sitesOf(contract, shape);
  const sites = new Set(all.map(({ id }) => id));
  const held = new Set(all.flatMap(({ target }) => (target.kind === 'ref' ? [target.name] : [])));
  return contract.clauses.flatMap((clause) => {
    if (clause.kind !== 'value') return [];
    return sites.has(clause.site) || (clause.rule === 'closed' && held.has(clause.site)) ? [clause.id] : [];
  });
}

const EVERY_BODY = [
  'content-encoding',
  'body-is-json',
  'body-is-utf8',
  'body-no-byte-order-mark',
  'no-duplicate-members',
  'no-lone-surrogates',
  'no-null-members',
  'integer-plain-digits',
  'json-content-type',
  'request-id-sent',
];

/** What a success owes. */
export function successClauses(world: ServerWorld): readonly string[] {
  const { operation, clauses } = world;
  return [
    ...[...clauses.exchanges].flatMap(([rule, id]) =>
      rule.startsWith('error:') || rule.startsWith('life-cycle:') ? [] : [id],
    ),
    ...(operation.output === null ? [] : valueIds(world, operation.output)),
    ...ruleIds(
      world,
      'output-valid',
      'output-faithful',
      'success-status',
      'success-not-named-error',
      ...EVERY_BODY,
    ),
  ];
}

/** What an error owes. */
export function errorClauses(world: ServerWorld, { shape }: ErrorBinding): readonly string[] {
  const id = world.clauses.exchanges.get(`error:${shape}`);
  const rules = [
    'error-name-header',
    'error-name-bare',
    'error-modelled',
    'error-status',
    'error-body-valid',
  ];
  return [
    ...(id === undefined ? [] : [id]),
    ...valueIds(world, shape),
    ...ruleIds(world, ...rules, ...EVERY_BODY),
  ];
}

/** The clauses that concern a server of the operation, in the order of the contract. */
export function serverClauses(world: ServerWorld): readonly ClauseCard[] {
  const { contract, operation } = world;
  const shapes = [operation.output, operation.input, ...operation.errors.map(({ shape }) => shape)];
  const values = new Set(shapes.flatMap((shape) => (shape === null ? [] : valueIds(world, shape))));
  const concerns = (clause: Clause): boolean => {
    switch (clause.kind) {
      case 'value':
        return values.has(clause.id);
      case 'exchange':
        return clause.operation === operation.id;
      case 'protocol':
        return clause.role === 'server';
    }
  };
  return contract.clauses.filter(concerns).map((clause) => cardOf(contract, clause));
}
