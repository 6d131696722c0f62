/** Which clause a body breaks by being no JSON. */
import type { Contract } from '../../contract.js';
import { quote, typeKey } from '../../names.js';
import type { BodyFault } from '../../runtime/json-body.js';
import type { Lines } from '../lines.js';

export type Rules = Readonly<Record<BodyFault, string>>;

/** A client takes such a success for an error. */
export const SUCCESS_RULES: Rules = {
  empty: 'undecodable-success-empty',
  truncated: 'undecodable-success-truncated',
  trailing: 'undecodable-success-trailing',
  'not-json': 'undecodable-success-not-json',
  'not-utf8': 'undecodable-success-not-utf8',
};

/** A server writes no such error. */
export const ERROR_RULES: Rules = {
  empty: 'body-is-json',
  truncated: 'body-is-json',
  trailing: 'body-is-json',
  'not-json': 'body-is-json',
  'not-utf8': 'body-is-utf8',
};

/** Whether the protocol has a clause for each of the rules, so that they are the same for all shapes. */
export function hasAll(contract: Contract, rules: Rules): boolean {
  return Object.values(rules).every((rule) => protocolClause(contract, rule) !== undefined);
}

/** Whether the protocol has a clause for none of the rules. */
export function hasNone(contract: Contract, rules: Rules): boolean {
  return Object.values(rules).every((rule) => protocolClause(contract, rule) === undefined);
}

/** The entries of an object literal. Where the protocol has no clause for a fault, the body breaks its shape's type. */
export function clausesLiteral(contract: Contract, rules: Rules, typeClause: string): Lines {
  return Object.entries(rules).map(
    ([fault, rule]) => `${typeKey(fault)}: ${quote(protocolClause(contract, rule) ?? typeClause)},`,
  );
}

function protocolClause(contract: Contract, rule: string): string | undefined {
  return contract.clauses.find((clause) => clause.kind === 'protocol' && clause.rule === rule)?.id;
}
