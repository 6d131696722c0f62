import type { NamedShape, Union } from '../../contract.js';
import { quote } from '../../names.js';
import { block, type Lines } from '../lines.js';
import { choiceBody } from './choices.js';
import { elements, entries, refuse } from './refuse.js';
import type { Scope } from './scope.js';
import { structureBody } from './structure.js';
import { openFields, takesNull, unknownMember } from './targets.js';

/** The body of the function that says whether what a named shape holds is right. */
export function fitsBody(scope: Scope, shape: NamedShape): Lines {
  switch (shape.kind) {
    case 'structure':
      return structureBody(scope, shape);
    case 'union':
      return unionBody(scope, shape);
    case 'choice':
      return choiceBody(scope, shape);
    case 'list':
      return [...elements(scope, shape.element, `${shape.name}[]`, 'value', 0), 'return true;'];
    case 'map':
      return [...entries(scope, shape, shape.name, 'value', 0), 'return true;'];
    case 'enum':
      return ['return true;'];
  }
}

function unionBody(scope: Scope, shape: Union): Lines {
  const cases = shape.members.flatMap((member) => {
    const refusal = refuse(scope, member.target, `${shape.name}.${member.name}`, 'member', 0);
    return [`case ${quote(member.name)}:`, ...indented([...refusal, 'break;'], refusal)];
  });
  const closed = scope.mode === 'strict' && scope.has(shape.name, 'closed');
  const named =
    scope.view === 'decoded' && scope.unknownKey !== undefined && !closed && scope.has(shape.name, 'closed')
      ? [
          `case ${quote(scope.unknownKey)}:`,
          `  if (!(${unknownMember(scope, shape)})) return false;`,
          '  break;',
        ]
      : [];
  const unknown = closed || named.length > 0 ? ['default:', '  return false;'] : [];
  const skip = takesNull(scope)
    ? `if (member === undefined || member === null || ${scope.use(scope.identifiers.ignored)}(tag)) continue;`
    : 'if (member === undefined) continue;';
  return [
    openFields(scope, 'value'),
    'let members = 0;',
    ...block('for (const tag in fields)', [
      'const member = fields[tag];',
      skip,
      'members++;',
      ...block('switch (tag)', [...cases, ...named, ...unknown]),
    ]),
    'return members === 1;',
  ];
}

/** A `const` in a case wants braces of its own. */
function indented(lines: Lines, refusal: Lines): Lines {
  return (
    refusal.some((line) => /^(const|let) /.test(line))
      ? ['{', ...lines.map((line) => `  ${line}`), '}']
      : lines
  ).map((line) => `  ${line}`);
}
