import type { Contract } from '../contract.js';
import { literal } from '../literal.js';
import { constOf, importOf } from './declare.js';
import type { Emission, EmittedFile, Statement } from './emitter.js';

/** contract.ts: the contract itself, as data. */
export function contractData({ contract }: Emission): readonly EmittedFile[] {
  return [
    {
      kind: 'typescript',
      path: 'contract.ts',
      doc: 'The contract as data: shapes, operations, clauses with their levels and sources, errata.',
      statements: [
        ...importOf('./runtime/contract.js', [], ['Contract']),
        "export type * from './runtime/contract.js';\n",
        ...contractStatements(contract),
      ],
    },
  ];
}

const DOC = 'The contract that this code was generated from.';

/** A literal of more clauses than that is of more types at once than TypeScript is ready to compare. */
const PART = 400;

function contractStatements(contract: Contract): readonly Statement[] {
  const { clauses, ...others } = contract;
  if (clauses.length <= PART) return [constOf('contract', DOC, literal(contract), 'Contract')];
  const parts = Array.from({ length: Math.ceil(clauses.length / PART) }, (_, index) => ({
    name: `clauses${index + 1}`,
    clauses: clauses.slice(index * PART, (index + 1) * PART),
  }));
  const together = `clauses: [${parts.map(({ name }) => `...${name}`).join(', ')}],`;
  const whole = literal(others).replace(/\}$/, `  ${together}\n}`);
  return [
    ...parts.map((part) => `\nconst ${part.name}: Contract['clauses'] = ${literal(part.clauses)};\n`),
    constOf('contract', DOC, whole, 'Contract'),
  ];
}
