import fc from 'fast-check';
import type { Member } from '../../../../generated/runtime/contract.js';
import { structureNamed } from '../../model.js';
import { withValueAt } from '../../pointer.js';
import { calmOutputs, caseOf, inputFor, json, success, TOGETHER, together } from './cases.js';
import type { ClientWorld, RuleChecks } from './client-check.js';
import type { Query } from './expectation.js';
import { check } from './families.js';

type Input = Readonly<Record<string, unknown>>;

/** Here the input is what a case is about. */
function freshInputs({ arbitraries, operation }: ClientWorld): fc.Arbitrary<unknown> {
  return arbitraries.wireValue(operation.input, 'strict');
}

export const methodAndPath: RuleChecks = (world, clause) => {
  const cases = fc.tuple(freshInputs(world), calmOutputs(world)).map(([given, output]) => {
    const input = inputFor(world, given, output) as Input;
    return caseOf(input, success(world, json(output)), {
      kind: 'request',
      method: world.operation.http.method,
      segments: segmentsOf(world, input),
      query: queryOf(world, input),
    });
  });
  return [
    check(world, clause, null, 'The request of a valid input.', cases),
    check(
      world,
      clause,
      'together',
      'The request of a valid input, while another call is under way.',
      together(cases),
      TOGETHER,
    ),
  ];
};

export const labelEncoded: RuleChecks = (world, clause) =>
  textLabels(world).map((label) => {
    const special = fc.constantFrom(
      '/',
      '?',
      '#',
      '%',
      '%2F',
      ' ',
      '&',
      '+',
      ';',
      ':',
      '=',
      'é',
      '\u{1f600}',
      '"',
      '<',
      '\\',
      '[',
      '|',
    );
    const texts = fc
      .tuple(fc.stringMatching(/^[a-z0-9]{1,4}$/), special, fc.stringMatching(/^[a-z0-9]{0,4}$/))
      .map((parts) => parts.join(''));
    const cases = fc.tuple(freshInputs(world), texts, calmOutputs(world)).map(([given, text, output]) => {
      const input = withValueAt(given, `/${label.name}`, text) as Input;
      return caseOf(input, success(world, json(output)), {
        kind: 'label-kept-or-refused',
        segments: segmentsOf(world, input),
      });
    });
    return check(
      world,
      clause,
      label.name,
      `${label.name} has characters that mean something in a path.`,
      cases,
    );
  });

export const emptyLabel: RuleChecks = (world, clause) =>
  textLabels(world).map((label) => {
    const cases = fc.tuple(freshInputs(world), calmOutputs(world)).map(([given, output]) =>
      caseOf(withValueAt(given, `/${label.name}`, ''), success(world, json(output)), {
        kind: 'nothing-sent',
      }),
    );
    return check(world, clause, label.name, `${label.name} is empty.`, cases, 20);
  });

function membersIn({ contract, operation }: ClientWorld, place: 'path' | 'query'): readonly Member[] {
  return structureNamed(contract, operation.input).members.filter((member) => member.binding?.in === place);
}

function textLabels(world: ClientWorld): readonly Member[] {
  return membersIn(world, 'path').filter((member) => member.target.kind === 'string');
}

/** The path's segments, decoded, with the labels in their places. */
function segmentsOf(world: ClientWorld, input: Input): readonly string[] {
  const labels = new Map(membersIn(world, 'path').map((member) => [member.binding?.name, member.name]));
  return world.operation.http.path
    .split('/')
    .slice(1)
    .map((segment) =>
      segment.replace(/\{([^}]+)\}/g, (braces, name) => {
        const member = labels.get(name);
        return member === undefined ? braces : String(input[member]);
      }),
    );
}

/** The parameters that are certain to be there: strings of the input that travel in the query. */
function queryOf(world: ClientWorld, input: Input): Query {
  return membersIn(world, 'query').flatMap((member) => {
    const value = input[member.name];
    return typeof value === 'string' ? [[member.binding?.name ?? member.name, value] as const] : [];
  });
}
