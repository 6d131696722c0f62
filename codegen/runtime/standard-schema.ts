import type { Issue, ValidationResult } from './issues.js';
import { inDialect, type JsonSchema } from './json-schema.js';

/** The Standard Schema interface (standardschema.dev), version 1, with its JSON Schema extension. */
export interface StandardSchema<T> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: 'neptune-contract';
    /** The value as it was handed in, or the issues, each path as its parts. Never throws, never a promise. */
    readonly validate: (value: unknown) => StandardResult<T>;
    readonly types?: { readonly input: T; readonly output: T } | undefined;
    readonly jsonSchema: {
      /** For `draft-2020-12` or `draft-07`. Throws a TypeError for others, and where JSON has no such type (dates, say). */
      readonly input: (options: { readonly target: string }) => Record<string, unknown>;
      /** The same: nothing is converted. */
      readonly output: (options: { readonly target: string }) => Record<string, unknown>;
    };
  };
}

/** What a Standard Schema says of a value. */
export type StandardResult<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

/** An issue in the form of Standard Schema: the path as its parts. */
export type StandardIssue = Omit<Issue, 'path'> & { readonly path: readonly string[] };

/** A Standard Schema over a collecting validator. `schema` is absent where JSON Schema has no word for the type. */
export function standardSchema<T>(
  validate: (value: unknown) => ValidationResult<T>,
  schema?: () => JsonSchema,
): StandardSchema<T> {
  const convert = ({ target }: { readonly target: string }): Record<string, unknown> => {
    if (schema === undefined)
      throw new TypeError('JSON Schema cannot describe a decoded value; ask the schema of the wire');
    const converted = inDialect(schema(), target);
    if (converted === undefined)
      throw new TypeError(`no JSON Schema for the target ${target}; there are draft-2020-12 and draft-07`);
    return { ...converted };
  };
  return {
    '~standard': {
      version: 1,
      vendor: 'neptune-contract',
      validate: (value) => {
        const result = validate(value);
        return result.valid ? { value: result.value } : { issues: result.issues.map(standardIssue) };
      },
      jsonSchema: { input: convert, output: convert },
    },
  };
}

function standardIssue({ clause, code, path, expected, received, message }: Issue): StandardIssue {
  return { clause, code, path: segments(path), expected, received, message };
}

/** The parts of a JSON Pointer. */
function segments(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}
