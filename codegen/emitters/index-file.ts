import type { Emission, EmittedFile } from './emitter.js';
import { VARIANTS } from './shapes.js';
import { validatorsPath } from './validators/index.js';

/** index.ts: what an application imports. Schemas, arbitraries and the contract have files of their own. */
export function indexFile({ contract }: Emission): readonly EmittedFile[] {
  const operations = contract.operations.length > 0;
  return [
    {
      kind: 'typescript',
      path: 'index.ts',
      doc: 'Types, validators, decoders and encoders.',
      statements: [
        ...(operations ? ["export * from './codec.js';"] : []),
        ...(operations
          ? ["export type { Decoded, Failure, Success, Undecodable } from './runtime/decoding.js';"]
          : []),
        "export type { ErrorFacts, ModelledError, ModelledErrorApart, Retry, UnmodelledError } from './runtime/errors.js';",
        "export type { EncodedResponse, HeadersLike, HttpResponse, ResponseLike } from './runtime/http.js';",
        "export type { ContractError, Issue, Result, ValidationResult } from './runtime/issues.js';",
        ...(operations
          ? [
              "export type { Position } from './runtime/json-body.js';",
              "export type { HttpRequest, RequestLike } from './runtime/requests.js';",
            ]
          : []),
        "export type { StandardIssue, StandardResult, StandardSchema } from './runtime/standard-schema.js';",
        "export type { Unknown } from './runtime/unknown.js';",
        "export * from './standard-schemas.js';",
        "export * from './types.js';",
        ...VARIANTS.map(({ view, mode }) => `export * from './${validatorsPath(view, mode)}.js';`),
        ...(operations ? ["export * from './views.js';"] : []),
      ],
    },
  ];
}
