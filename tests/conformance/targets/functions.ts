import { copied } from './copied.js';
import { type ClientFunction, performCall, performJudgement, type ValidatorFunction } from './perform.js';
import { watchPollution } from './pollution-watch.js';
import type { ClientTarget, NoAnswer, ValidatorTarget } from './target.js';

/** The part of Standard Schema (https://standardschema.dev) that the suite needs. */
export interface StandardSchemaLike {
  readonly '~standard': {
    /** Says what is wrong with a value; a promise of it will do. */
    readonly validate: (value: unknown) => unknown;
  };
}

/** A value that can be verified as a validator: a function, or a Standard Schema. null for anything else. */
export function validatorFunction(exported: unknown): ValidatorFunction | null {
  if (isStandardSchema(exported)) return (value) => exported['~standard'].validate(value);
  return typeof exported === 'function' ? (exported as ValidatorFunction) : null;
}

function isStandardSchema(exported: unknown): exported is StandardSchemaLike {
  const standard: unknown =
    Object(exported) === exported ? Reflect.get(exported as object, '~standard') : undefined;
  return Object(standard) === standard && typeof Reflect.get(standard as object, 'validate') === 'function';
}

/**
 * A validator in this process: a predicate, an asserting or parsing function, one that returns a result, or a
 * Standard Schema; synchronous or not. An endless loop in it cannot be ended from here: `openModuleTarget` can.
 */
export function validatorTarget(
  exported: ValidatorFunction | StandardSchemaLike,
  name: string = nameOf(exported, 'validator'),
): ValidatorTarget {
  const validate = validatorFunction(exported) ?? (() => undefined);
  return {
    name,
    async judge(request, timeout) {
      const reply = await withinLimit(
        performJudgement(validate, { ...request, value: copied(request.value) }),
        timeout,
      );
      return 'judgement' in reply ? reply : { judgement: reply, again: null, mutated: null };
    },
    async close() {},
  };
}

/** A client in this process. */
export function clientTarget(call: ClientFunction, name: string = nameOf(call, 'client')): ClientTarget {
  const watch = watchPollution();
  return {
    name,
    async call(endpoint, input, timeout) {
      const reply = await withinLimit(performCall(call, endpoint, input, watch), timeout);
      return 'outcome' in reply ? reply : { outcome: reply, polluted: [] };
    },
    async close() {},
  };
}

function nameOf(exported: object, otherwise: string): string {
  const name: unknown = Reflect.get(exported, 'name');
  return typeof name === 'string' && name !== '' ? name : otherwise;
}

/** The promise's value, or silence once the time is up. */
export function withinLimit<Value>(promise: Promise<Value>, milliseconds: number): Promise<Value | NoAnswer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve({ kind: 'silent', milliseconds }), milliseconds);
    promise.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
