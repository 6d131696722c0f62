import fc from 'fast-check';
import type { Site } from '../../../../generated/runtime/arbitraries/index.js';
import { type Neutral, neutralOf } from '../../neutral.js';
import { withoutValueAt, withValueAt } from '../../pointer.js';
import { type Escape, isRaw, plain, readRaw, render, type Style, styles } from '../../render.js';
import { bytesOf, type ScriptedResponse, whole } from '../../server/response.js';
import { calm } from '../../tame.js';
import { answered, type Place } from './around.js';
import type { ClientCase, ClientWorld } from './client-check.js';
import type { Expectation } from './expectation.js';

/** A success with a body, as a service sends it. */
export function success(
  { operation, successHeaders }: ClientWorld,
  body: string | Uint8Array,
  says?: { readonly value: unknown },
): ScriptedResponse {
  return {
    status: operation.http.status,
    headers: successHeaders,
    body: typeof body === 'string' ? bytesOf(body) : body,
    delivery: whole,
    ...(says === undefined ? {} : { says }),
  };
}

/** Valid inputs of the operation. */
export function inputs({ around }: ClientWorld): fc.Arbitrary<unknown> {
  return around.inputs;
}

/** Strictly valid outputs without what has checks of its own. */
export function calmOutputs({ contract, arbitraries, output }: ClientWorld): fc.Arbitrary<unknown> {
  return arbitraries.wireValue(output.name, 'strict').map((value) => calm(contract, output, value));
}

export function neutralOutput({ contract, output }: ClientWorld, value: unknown): Neutral {
  return neutralOf(contract, output, value);
}

/** An input to which the output is an answer. */
export function inputFor({ operation }: ClientWorld, input: unknown, output: unknown): unknown {
  return answered(operation, input, output);
}

/** A case with one response. */
export function caseOf(
  input: unknown,
  response: ScriptedResponse,
  expect: Expectation,
  path: string | null = null,
): ClientCase {
  return { input, script: [response], twin: null, expect, path, control: null };
}

/** A wire value to be written, and what must become of it. */
export interface Told {
  readonly body: unknown;
  readonly expect: Expectation;
  readonly path: string | null;
}

/** Successes that say such values, written in all the ways of JSON. */
export function successes(world: ClientWorld, told: fc.Arbitrary<Told>): fc.Arbitrary<ClientCase> {
  return fc
    .tuple(told, inputs(world), styles)
    .map(([each, input, style]) => successCase(world, each, input, style));
}

/** Successes written as hardly any service does, and any may: white space around the document, escapes without need. */
export function oddlyWritten(world: ClientWorld, told: fc.Arbitrary<Told>): fc.Arbitrary<ClientCase> {
  const around = fc.constantFrom<readonly [string, string]>(
    ['', ''],
    [' \t\r\n', ''],
    ['', '\r\n'],
    ['\n', ' '],
  );
  const escapes = fc.constantFrom<Escape>('slash', 'letters', 'upper-case');
  return fc
    .tuple(told, inputs(world), around, escapes)
    .map(([{ body, expect, path }, input, [before, after], escaped]) => {
      const text = before + render(body, { ...plain, escape: escaped }) + after;
      return caseOf(inputFor(world, input, body), success(world, text, { value: body }), expect, path);
    });
}

function successCase(world: ClientWorld, told: Told, input: unknown, style: Style): ClientCase {
  const { body, expect, path } = told;
  const response = success(world, render(body, style), { value: body });
  return caseOf(inputFor(world, input, body), response, expect, path);
}

/** What is put at a site: the JSON, what must become of it there, and an ordinary value for the control. */
export interface Plant {
  readonly wire: unknown;
  readonly expect: (at: string) => Expectation;
  readonly control?: { readonly wire: unknown; readonly expect: (at: string) => Expectation };
  /** The response to compare with has nothing at all at this member of what is planted. */
  readonly twinWithout?: string;
}

/** Successes that are calm but for what is planted at the site. */
export function plantedSuccesses(
  world: ClientWorld,
  site: Site,
  plants: fc.Arbitrary<Plant>,
): fc.Arbitrary<ClientCase> {
  return fc
    .tuple(world.around.places(site), plants)
    .map(([place, plant]) => plantedCase(world, place, plant));
}

function plantedCase(world: ClientWorld, place: Place, plant: Plant): ClientCase {
  const { wire, expect, control, twinWithout } = plant;
  const { value: around, path, style } = place;
  const text = (put: unknown): string => place.before + render(put, style) + place.after;
  const body = (put: unknown): unknown => withValueAt(around, path, put);
  const says = body(isRaw(wire) ? readRaw(wire) : wire);
  return {
    input: inputFor(world, place.input, says),
    script: [success(world, text(wire), { value: says })],
    twin: twinWithout === undefined ? null : success(world, text(withoutValueAt(wire, twinWithout))),
    expect: expect(path),
    path,
    control:
      control === undefined
        ? null
        : () => {
            const plainer = inputFor(world, place.input, body(control.wire));
            return caseOf(plainer, success(world, text(control.wire)), control.expect(path), path);
          },
  };
}

/** Two calls at a time tell soon whether they get in each other's way. */
export const TOGETHER = 20;

/** Cases beside which another one is under way: what belongs to one call must not be told to the other. */
export function together(cases: fc.Arbitrary<ClientCase>): fc.Arbitrary<ClientCase> {
  return fc.tuple(cases, cases, fc.boolean()).map(([made, other, first]) => {
    const [response] = other.script;
    return response === undefined ? made : { ...made, beside: { input: other.input, response, first } };
  });
}

/** The plainest way to write a value. */
export function json(value: unknown): string {
  return render(value, plain);
}
