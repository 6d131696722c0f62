import type { Correct, Mutant } from '../mutant.js';
import {
  type Change,
  type Field,
  type Fields,
  type Holds,
  type Mode,
  predicate,
  type Rules,
} from './reference.js';

/** A verdict is what it returns, or that it throws; the suite knows the styles. */
export type Validate = (value: unknown) => unknown;

interface ValidatorImplementation {
  readonly mode: Mode;
  readonly shape: 'GetImportTaskOutput';
}

export interface ValidatorMutant extends Mutant, ValidatorImplementation {
  readonly validate: Validate;
  /** One with a memory of its own, where it has one. */
  readonly make: () => Validate;
  /** Values that it does not judge as the reference does, when they are judged in turn. */
  readonly witness: readonly unknown[];
}

export interface CorrectValidator extends Correct, ValidatorImplementation {
  /** A function, or a Standard Schema. */
  readonly validate: Validate | { readonly '~standard': { readonly validate: Validate } };
}

export interface Facts extends Omit<Mutant, 'level'> {
  readonly level?: Mutant['level'];
  readonly mode?: Mode;
  readonly witness: readonly unknown[];
}

/** One that judges in its own way; strict unless told. */
export function validator({
  make,
  ...facts
}: Facts & { readonly make: (mode: Mode) => Validate }): ValidatorMutant {
  const mode = facts.mode ?? 'strict';
  return {
    level: 'MUST',
    ...facts,
    mode,
    shape: 'GetImportTaskOutput',
    make: () => make(mode),
    validate: make(mode),
  };
}

/** The reference with some rules changed. */
export function mutant({ change, ...facts }: Facts & { readonly change: Change }): ValidatorMutant {
  return validator({ ...facts, make: (mode) => predicate(mode, change) });
}

type Part = 'output' | 'details' | 'neptune';

/** The rules with one member judged otherwise. */
export function member(part: Part, name: string, change: (field: Field) => Partial<Field>): Change {
  return (reference) => {
    const fields: Fields = reference[part];
    const field = fields[name];
    if (field === undefined) throw new RangeError(`No member ${name}`);
    return { [part]: { ...fields, [name]: { ...field, ...change(field) } } };
  };
}

export function memberHolds(
  part: Part,
  name: string,
  holds: (value: unknown, rules: Rules, before: Holds) => boolean,
): Change {
  return member(part, name, (field) => ({ holds: (value, rules) => holds(value, rules, field.holds) }));
}

/** A valid answer with everything in it. */
export const full = {
  graphId: 'g-0123456789',
  taskId: 't-0123456789',
  source: 's3://example-bucket/graph/',
  format: 'CSV',
  roleArn: 'arn:aws:iam::123456789012:role/ImportRole',
  status: 'IMPORTING',
  importOptions: {
    neptune: {
      s3ExportPath: 's3://example-bucket/export/',
      s3ExportKmsKeyId: 'arn:aws:kms:eu-west-1:123456789012:key/0f0e0d0c',
      preserveDefaultVertexLabels: true,
      preserveEdgeIds: false,
    },
  },
  importTaskDetails: {
    status: 'IN_PROGRESS',
    startTime: 1735689600.125,
    timeElapsedSeconds: 5400,
    progressPercentage: 62,
    errorCount: 1,
    errorDetails: 'line 4711: no such column',
    statementCount: 31000000,
    dictionaryEntryCount: 5200000,
  },
  attemptNumber: 2,
  statusReason: 'The first attempt was interrupted.',
};

/** With these members, undefined where one is to be taken out. */
export function output(members: object): object {
  return without({ ...structuredClone(full), ...members });
}

export function details(members: object): object {
  return output({ importTaskDetails: without({ ...full.importTaskDetails, ...members }) });
}

export function neptune(members: object): object {
  return output({ importOptions: { neptune: without({ ...full.importOptions.neptune, ...members }) } });
}

export function part(name: Part, members: object): object {
  return { output, details, neptune }[name](members);
}

function without(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, held]) => held !== undefined));
}

/** The site of a member. */
export function site(name: Part, memberName: string): string {
  return `${{ output: 'GetImportTaskOutput', details: 'ImportTaskDetails', neptune: 'NeptuneImportOptions' }[name]}.${memberName}`;
}

/** What is said of a validator that refuses what is valid. */
export const refusing = 'validator#accepts';

/** A rule at a site; or that what is valid there is refused, or what is no JSON. */
export type Broken = 'type' | 'integer' | 'int32' | 'int64' | 'timestamp' | 'accepts' | 'hostile';

/** The ids of all the rules at all the sites. */
export function brokenAt(sites: readonly string[], rules: readonly Broken[]): readonly string[] {
  return rules.flatMap((rule) => {
    if (rule === 'accepts') return [refusing];
    return rule === 'hostile' ? ['validator#hostile'] : sites.map((each) => `${each}#${rule}`);
  });
}
