import { literal } from '../literal.js';
import { constOf, importOf } from './declare.js';
import type { Emission, EmittedFile } from './emitter.js';

/** contract.ts: the contract itself, as data. */
export function contractData({ contract }: Emission): readonly EmittedFile[] {
  return [
    {
      kind: 'typescript',
      path: 'contract.ts',
      doc: 'The contract as data: shapes, operations, clauses with their levels and sources, errata.',
      statements: [
        ...importOf('./runtime/contract.js', [], ['Contract']),
        constOf('contract', undefined, literal(contract), 'Contract'),
      ],
    },
  ];
}
