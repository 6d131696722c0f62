import { member, mutant, part, site, type ValidatorMutant } from './validator.js';

/** One line missing, for every line that there is. */

type Part = 'output' | 'details' | 'neptune';

const owners: Readonly<Record<Part, string>> = {
  output: '',
  details: ' of the details',
  neptune: ' of the options',
};

const members: readonly (readonly [Part, string, unknown])[] = [
  ['output', 'graphId', 7],
  ['output', 'taskId', 7],
  ['output', 'source', 7],
  ['output', 'format', 7],
  ['output', 'roleArn', 7],
  ['output', 'status', 7],
  ['output', 'importOptions', 7],
  ['output', 'importTaskDetails', 7],
  ['output', 'attemptNumber', 'x'],
  ['output', 'statusReason', 7],
  ['details', 'status', 7],
  ['details', 'startTime', 'x'],
  ['details', 'timeElapsedSeconds', 'x'],
  ['details', 'progressPercentage', 'x'],
  ['details', 'errorCount', 'x'],
  ['details', 'errorDetails', 7],
  ['details', 'statementCount', 'x'],
  ['details', 'dictionaryEntryCount', 'x'],
  ['neptune', 's3ExportPath', 7],
  ['neptune', 's3ExportKmsKeyId', 7],
  ['neptune', 'preserveDefaultVertexLabels', 'x'],
  ['neptune', 'preserveEdgeIds', 'x'],
];

const requiredMembers: readonly (readonly [Part, string])[] = [
  ['output', 'taskId'],
  ['output', 'source'],
  ['output', 'roleArn'],
  ['output', 'status'],
  ['details', 'status'],
  ['details', 'startTime'],
  ['details', 'timeElapsedSeconds'],
  ['details', 'progressPercentage'],
  ['details', 'errorCount'],
  ['details', 'statementCount'],
  ['details', 'dictionaryEntryCount'],
  ['neptune', 's3ExportPath'],
  ['neptune', 's3ExportKmsKeyId'],
];

export const forgotten: readonly ValidatorMutant[] = [
  ...members.map(([where, name, wrong]) =>
    mutant({
      name: `unchecked-${where}-${name}`,
      title: `Takes anything for ${name}${owners[where]}`,
      met: 'a member that is declared and not checked',
      breaks: [`${site(where, name)}#type`],
      witness: [part(where, { [name]: wrong })],
      change: member(where, name, () => ({ holds: () => true })),
    }),
  ),
  ...requiredMembers.map(([where, name]) =>
    mutant({
      name: `optional-${where}-${name}`,
      title: `Does not miss ${name}${owners[where]}`,
      met: 'documentation that does not say what is required, `Partial<T>`',
      breaks: [`${site(where, name)}#required`],
      witness: [part(where, { [name]: undefined })],
      change: member(where, name, () => ({ required: false })),
    }),
  ),
];
