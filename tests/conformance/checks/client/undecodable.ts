import fc from 'fast-check';
import type { Structure } from '../../../../generated/runtime/contract.js';
import { structureNamed } from '../../model.js';
import { render, styles } from '../../render.js';
import { bytesOf } from '../../server/response.js';
import { calm } from '../../tame.js';
import { calmOutputs, caseOf, inputFor, inputs, json, success } from './cases.js';
import type { ClientCheck, ClientWorld, RuleChecks } from './client-check.js';
import { anyError } from './expectation.js';
import { check, sitesOfKind } from './families.js';

/** Successes whose body is no document: each is an error, never an empty success. */
function refused(
  world: ClientWorld,
  clause: string,
  title: string,
  bodies: fc.Arbitrary<string | Uint8Array>,
  variant: string | null = null,
): ClientCheck {
  const cases = fc
    .tuple(bodies, inputs(world))
    .map(([body, input]) => caseOf(input, success(world, body), anyError));
  return check(world, clause, variant, title, cases);
}

export const truncated: RuleChecks = (world, clause) => {
  const cases = fc
    .tuple(calmOutputs(world), styles, fc.nat({ max: 0xffff }), inputs(world))
    .map(([output, style, place, input]) => {
      const bytes = bytesOf(render(output, style));
      // At least one byte is left, and at least the closing brace is gone.
      const end = 1 + (place % (bytes.length - 1));
      return caseOf(inputFor(world, input, output), success(world, bytes.subarray(0, end)), anyError);
    });
  return [check(world, clause, null, 'JSON that stops early, with a Content-Length that says so.', cases)];
};

export const trailing: RuleChecks = (world, clause) => {
  const after = fc.constantFrom(
    '}',
    ']',
    ' x',
    ',',
    '{}',
    ' null',
    '\n{"a":1}',
    '0',
    '"',
    '\u0000',
    ' // end',
  );
  const cases = fc
    .tuple(calmOutputs(world), after, inputs(world))
    .map(([output, more, input]) =>
      caseOf(inputFor(world, input, output), success(world, json(output) + more), anyError),
    );
  return [check(world, clause, null, 'JSON with something behind it.', cases)];
};

export const notJson: RuleChecks = (world, clause) => [
  refused(
    world,
    clause,
    'A body that is no JSON.',
    fc.constantFrom(
      '<html><body>Welcome</body></html>',
      '<?xml version="1.0"?><result/>',
      'OK',
      'undefined',
      'NaN',
      "{'a': 1}",
      '{a: 1}',
      'status=ok&x=1',
      '{"a":1,}',
      '{"a" 1}',
      '{"a":01}',
      '{"a":"\n"}',
      '{"a":"\\x41"}',
      '// nothing\n{}',
    ),
  ),
];

export const empty: RuleChecks = (world, clause) =>
  hasRequired(structureNamed(world.contract, world.output.name))
    ? [
        refused(world, clause, 'No body at all.', fc.constant(''), 'empty'),
        refused(world, clause, 'Nothing but white space.', fc.constantFrom(' ', '\n', '\r\n\t '), 'blank'),
      ]
    : [];

function hasRequired(shape: Structure): boolean {
  return shape.members.some((member) => member.required);
}

export const wrongType: RuleChecks = (world, clause) => {
  const wrap = (output: unknown): unknown[] => [output];
  return [
    refused(
      world,
      clause,
      'JSON that is a list.',
      fc.oneof(
        fc.constant('[]'),
        calmOutputs(world).map((output) => json(wrap(output))),
      ),
      'list',
    ),
    refused(
      world,
      clause,
      'JSON that is a string.',
      fc.oneof(
        fc.constantFrom('""', '"x"', '"{}"'),
        calmOutputs(world).map((output) => json(json(output))),
      ),
      'string',
    ),
    refused(world, clause, 'JSON that is a number.', fc.constantFrom('0', '1', '-1.5', '1e3'), 'number'),
    refused(world, clause, 'JSON that is true or false.', fc.constantFrom('true', 'false'), 'boolean'),
    refused(world, clause, 'JSON that is null.', fc.constant('null'), 'null'),
  ];
};

/** Bytes that no UTF-8 text has: stray, cut short, overlong, half of a surrogate pair, beyond Unicode. */
const NOT_UTF8: readonly (readonly number[])[] = [
  [0xff],
  [0x80],
  [0xc3],
  [0xe2, 0x82],
  [0xc0, 0xaf],
  [0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
];

export const notUtf8: RuleChecks = (world, clause) =>
  sitesOfKind(world, 'string')
    .filter(({ shape }) => shape.pattern === undefined)
    .map(({ site }) => {
      const { contract, arbitraries, output } = world;
      const marker = 'MARKER';
      const cases = fc
        .tuple(
          arbitraries.plant(output.name, site, 'strict', fc.constant(marker)),
          fc.constantFrom(...NOT_UTF8),
          inputs(world),
        )
        .map(([{ value, path }, bad, input]) => {
          const [before = '', after = ''] = split(json(calm(contract, output, value)), `"${marker}"`);
          const body = Buffer.concat([bytesOf(`${before}"`), Buffer.from(bad), bytesOf(`"${after}`)]);
          return caseOf(inputFor(world, input, value), success(world, body), anyError, path);
        });
      return check(world, clause, site.id, `${site.id} has bytes that are not UTF-8.`, cases);
    });

function split(text: string, at: string): readonly string[] {
  const place = text.indexOf(at);
  return [text.slice(0, place), text.slice(place + at.length)];
}
