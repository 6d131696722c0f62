/** The clauses about one exchange: its status, its content type, its errors and its invariants. */
import type { ErrorBinding, ExchangeClause, Protocol, Source } from '../contract.js';
import type { Tree } from '../load/tree.js';
import type { LoweredInvariant } from './invariants.js';
import { isSuccess, type OperationAt } from './operations.js';
import { attribution, attributionOf, sourceOf } from './provenance.js';
import type { Responses } from './responses.js';
import { inCode } from './titles.js';

/** @param errorSchemas the schemas of the errors, by their names: they too say where an error comes from */
export function exchangeClauses(
  operation: OperationAt,
  { status, also, output, errors }: Responses,
  invariants: readonly LoweredInvariant[],
  errorSchemas: ReadonlyMap<string, Tree>,
  protocol: Protocol,
  sources: readonly Source[],
): readonly ExchangeClause[] {
  const { id, around } = operation;
  const clause = (rule: string, title: string, source: string | undefined): ExchangeClause => {
    return {
      kind: 'exchange',
      id: `${id}#${rule}`,
      operation: id,
      rule,
      ...attribution(source, sources),
      title,
    };
  };
  const success = operation.responses.find((response) => isSuccess(response.status));
  const ofSuccess = (fact: string, title: string): ExchangeClause =>
    clause(fact, title, sourceOf(fact, { own: attributionOf(success?.tree), target: [], around }));
  const ofError = ({ shape, status: code }: ErrorBinding): ExchangeClause => {
    const own = attributionOf(operation.responses.find((response) => Number(response.status) === code)?.tree);
    const source = sourceOf('error', { own, target: attributionOf(errorSchemas.get(shape)), around });
    return clause(
      `error:${shape}`,
      `The error ${inCode(shape)} of ${inCode(id)} comes with status ${code}.`,
      source,
    );
  };
  const contentType = `A success of ${inCode(id)} says that its body is ${protocol.contentType}.`;
  return [
    ofSuccess('status', `A success of ${inCode(id)} has status ${[status, ...also].join(' or ')}.`),
    ...(output === null ? [] : [ofSuccess('content-type', contentType)]),
    ...errors.map(ofError),
    ...invariants.map(({ invariant, source, level }) => ({
      ...clause(invariant.clause.slice(id.length + 1), invariant.doc, source),
      ...(level === undefined ? {} : { level }),
    })),
  ];
}
