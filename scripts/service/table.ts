/** Which properties hold for which operations, from what the tests recorded. */
import type { Contract, Operation } from '../../codegen/contract.js';
import { reachable } from '../../codegen/emitters/shapes.js';

/** As `tests/support/each-of.ts` writes it. */
export interface Held {
  readonly property: string;
  /** The id of an operation, or the name of a shape. */
  readonly subject: string;
  readonly holds: boolean;
}

export interface Table {
  readonly properties: readonly string[];
  readonly rows: readonly { readonly operation: string; readonly cells: readonly Cell[] }[];
}

/** `none`: there is nothing of the operation that the property speaks of. */
export type Cell = 'holds' | 'fails' | 'none';

/** A property of shapes holds for an operation where it holds for every shape that its messages reach. */
export function tableOf(contract: Contract, records: readonly Held[]): Table {
  const properties = [...new Set(records.map(({ property }) => property))];
  const held = new Map(records.map(({ property, subject, holds }) => [`${property}\n${subject}`, holds]));
  const rows = contract.operations.map((operation) => {
    const subjects = subjectsOf(contract, operation);
    const cells = properties.map((property): Cell => {
      const answers = subjects.flatMap((subject) => held.get(`${property}\n${subject}`) ?? []);
      if (answers.length === 0) return 'none';
      return answers.every((holds) => holds) ? 'holds' : 'fails';
    });
    return { operation: operation.id, cells };
  });
  return { properties: properties.map(shortened), rows };
}

function subjectsOf(contract: Contract, { id, input, output, errors }: Operation): readonly string[] {
  const messages = [input, ...(output === null ? [] : [output]), ...errors.map(({ shape }) => shape)];
  return [id, ...new Set(messages.flatMap((message) => [...reachable(contract, message)]))];
}

/** Without the name of what it was tried on, which is the same in all of them. */
function shortened(property: string): string {
  return property.split(' > ').slice(1).join(': ');
}

const MARKS: Readonly<Record<Cell, string>> = { holds: 'yes', fails: 'NO', none: '-' };

/** The table, with numbers for the properties and what they stand for below. */
export function tableText({ properties, rows }: Table): string {
  const width = Math.max(...rows.map(({ operation }) => operation.length), 'operation'.length);
  const line = (head: string, cells: readonly string[]): string =>
    [head.padEnd(width), ...cells.map((cell) => cell.padStart(3))].join(' ').trimEnd();
  return [
    line(
      'operation',
      properties.map((_, index) => String(index + 1)),
    ),
    ...rows.map(({ operation, cells }) =>
      line(
        operation,
        cells.map((cell) => MARKS[cell]),
      ),
    ),
    '',
    ...properties.map((property, index) => `${String(index + 1).padStart(3)}  ${property}`),
  ].join('\n');
}
