import type { Target } from '../../contract.js';
import { indent, type Lines } from '../lines.js';
import {
  type Declarations,
  type Declared,
  type DeclaredMember,
  declaration,
  type Language,
  spelled,
  takesNull,
  type Writers,
} from './language.js';
import { commentLines, docOf, goString, hasLoneSurrogate, plainLine } from './text.js';

/** One package; unions and enumerations are open, integers are int64, what is optional is a pointer. Needs Go 1.24. */
export const go: Language = {
  name: 'go',
  unionsHaveVariants: false,
  extras: (shape) => (shape.kind === 'union' ? ['unknown tag', 'unknown value'] : []),
  refuses: (text) => {
    if (hasLoneSurrogate(text)) return 'Go has no half of a character';
    return undefined;
  },
  emit: (all) => [{ kind: 'text', path: 'go/contract.go', text: `${file(all).join('\n')}\n` }],
};

function file(all: Declarations): Lines {
  const kinds = new Set(all.declared.map(({ shape }) => shape.kind));
  const coded = kinds.has('structure') || kinds.has('union') || (all.mode === 'strict' && kinds.has('enum'));
  const imports = coded ? ['encoding/json', 'fmt'] : [];
  return [
    `// ${all.heading}`,
    '',
    '// Package contract has the types of the contract, as encoding/json reads and writes them.',
    'package contract',
    ...(imports.length === 0 ? [] : ['', 'import (', ...imports.map((name) => `\t"${name}"`), ')']),
    ...all.declared.flatMap((each) => ['', ...declaration(writers, all, each)]),
    ...(kinds.has('structure') ? ['', ...readMembers(all)] : []),
    ...(kinds.has('union') ? ['', ...oneMember(all)] : []),
  ];
}

const writers: Writers = { structure, union, enumeration };

function comment(text: string, indentation = ''): Lines {
  return commentLines(text, plainLine).map((line) => `${indentation}// ${line}`.trimEnd());
}

/** A tool of Go's finds deprecations that are a paragraph of their own. */
function memberDoc({ member }: DeclaredMember): Lines {
  return comment(docOf(member.doc, member.deprecated), '\t');
}

function structure(all: Declarations, { name, shape, members }: Declared): Lines {
  return [
    ...comment(shape.doc),
    `type ${name} struct {`,
    ...members.flatMap((each) => {
      const { member } = each;
      const held = type(all, member.target);
      const field = member.required || isNilable(held) ? held : `*${held}`;
      return [...memberDoc(each), `\t${each.name} ${field} ${tag(member.name, member.required)}`];
    }),
    '}',
    '',
    ...(members.every(({ member }) => isTag(member.name)) ? [] : marshal(name, members)),
    `func (s *${name}) UnmarshalJSON(data []byte) error {`,
    `\t*s = ${name}{}`,
    '\treturn readMembers(data,',
    ...members.map(
      (each) => `\t\tmember{${goString(each.member.name)}, ${each.member.required}, &s.${each.name}},`,
    ),
    '\t)',
    '}',
  ];
}

/** encoding/json takes `ID` for `id`, and a member that is not there for an empty one. */
function readMembers({ mode, contract }: Declarations): Lines {
  const known = contract.protocol.ignoredMembers.map((name) => `\tdelete(members, ${goString(name)})`);
  return [
    'type member struct {',
    '\tname     string',
    '\trequired bool',
    '\tto       any',
    '}',
    '',
    'func readMembers(data []byte, wanted ...member) error {',
    '\tvar members map[string]json.RawMessage',
    '\tif err := json.Unmarshal(data, &members); err != nil {',
    '\t\treturn err',
    '\t}',
    '\tfor _, each := range wanted {',
    '\t\tvalue, there := members[each.name]',
    '\t\tif !there && each.required {',
    '\t\t\treturn fmt.Errorf("there is no member %q", each.name)',
    '\t\t}',
    '\t\tif there && (each.required || string(value) != "null") {',
    '\t\t\tif err := json.Unmarshal(value, each.to); err != nil {',
    '\t\t\t\treturn fmt.Errorf("%s: %w", each.name, err)',
    '\t\t\t}',
    '\t\t}',
    ...(mode === 'strict' ? ['\t\tdelete(members, each.name)'] : []),
    '\t}',
    ...(mode === 'strict'
      ? [
          ...known,
          '\tfor name := range members {',
          '\t\treturn fmt.Errorf("no such member: %q", name)',
          '\t}',
        ]
      : []),
    '\treturn nil',
    '}',
  ];
}

/** `omitzero` leaves out what is nil, and keeps an empty list. */
function tag(name: string, required: boolean): string {
  if (!isTag(name)) return '`json:"-"`';
  const json = `json:"${name}${required ? (name === '-' ? ',' : '') : ',omitzero'}"`;
  return json.includes('`') || !/^[ -~]+$/.test(json) ? goString(json) : `\`${json}\``;
}

/** For names that no tag can hold. */
function marshal(name: string, members: readonly DeclaredMember[]): Lines {
  return [
    `func (s ${name}) MarshalJSON() ([]byte, error) {`,
    '\tmembers := map[string]any{}',
    ...members.flatMap((each) => {
      const set = `members[${goString(each.member.name)}] = s.${each.name}`;
      return each.member.required ? [`\t${set}`] : [`\tif s.${each.name} != nil {`, `\t\t${set}`, '\t}'];
    }),
    '\treturn json.Marshal(members)',
    '}',
    '',
  ];
}

/** What encoding/json takes in a tag; of another name it makes nothing. */
function isTag(name: string): boolean {
  return /^[\p{L}\p{Nd}!#$%&()*+\-./:;<=>?@[\]^_{|}~ ]+$/u.test(name);
}

function union(all: Declarations, { name, shape, members, extras }: Declared): Lines {
  const [unknownTag = '', unknownValue = ''] = extras;
  return [
    ...comment(shape.doc),
    '//',
    '// Exactly one member is set.',
    `type ${name} struct {`,
    ...members.flatMap((each) => [...memberDoc(each), `\t${each.name} *${type(all, each.member.target)}`]),
    '\t// The tag and the value of a member that this edition does not know.',
    `\t${unknownTag} string`,
    `\t${unknownValue} json.RawMessage`,
    '}',
    '',
    `func (u ${name}) MarshalJSON() ([]byte, error) {`,
    ...members.flatMap((each) => [
      `\tif u.${each.name} != nil {`,
      `\t\treturn json.Marshal(map[string]any{${goString(each.member.name)}: u.${each.name}})`,
      '\t}',
    ]),
    `\treturn json.Marshal(map[string]any{u.${unknownTag}: u.${unknownValue}})`,
    '}',
    '',
    `func (u *${name}) UnmarshalJSON(data []byte) error {`,
    '\ttag, value, err := oneMember(data)',
    '\tif err != nil {',
    '\t\treturn err',
    '\t}',
    `\t*u = ${name}{}`,
    '\tswitch tag {',
    ...members.flatMap((each) => [
      `\tcase ${goString(each.member.name)}:`,
      `\t\treturn json.Unmarshal(value, &u.${each.name})`,
    ]),
    '\t}',
    ...(all.mode === 'strict'
      ? [`\treturn fmt.Errorf("no member of ${name}: %q", tag)`]
      : [`\tu.${unknownTag}, u.${unknownValue} = tag, value`, '\treturn nil']),
    '}',
  ];
}

function oneMember({ contract }: Declarations): Lines {
  const ignored = contract.protocol.ignoredMembers.map((name) => `\tdelete(members, ${goString(name)})`);
  return [
    "// Null means absent, and some members are the protocol's.",
    'func oneMember(data []byte) (string, json.RawMessage, error) {',
    '\tvar members map[string]json.RawMessage',
    '\tif err := json.Unmarshal(data, &members); err != nil {',
    '\t\treturn "", nil, err',
    '\t}',
    ...ignored,
    '\tfor tag, value := range members {',
    '\t\tif string(value) == "null" {',
    '\t\t\tdelete(members, tag)',
    '\t\t}',
    '\t}',
    '\tfor tag, value := range members {',
    '\t\tif len(members) == 1 {',
    '\t\t\treturn tag, value, nil',
    '\t\t}',
    '\t}',
    '\treturn "", nil, fmt.Errorf("a union has one member, not %d", len(members))',
    '}',
  ];
}

function enumeration(all: Declarations, { name, shape, values }: Declared): Lines {
  const open = all.mode === 'tolerant' ? ['//', '// A later edition may add values.'] : [];
  const constants = values.flatMap(({ name: constant, value }) => [
    ...comment(value.doc, '\t'),
    `\t${constant} ${name} = ${goString(value.value)}`,
  ]);
  return [
    ...comment(shape.doc),
    ...open,
    `type ${name} string`,
    '',
    'const (',
    ...constants,
    ')',
    ...(all.mode === 'strict'
      ? [
          '',
          `func (e *${name}) UnmarshalJSON(data []byte) error {`,
          ...indent([
            'var text string',
            'if err := json.Unmarshal(data, &text); err != nil {',
            '\treturn err',
            '}',
          ]).map((line) => line.replace(/^ {2}/, '\t')),
          `\tswitch ${name}(text) {`,
          `\tcase ${values.map((each) => each.name).join(', ')}:`,
          `\t\t*e = ${name}(text)`,
          '\t\treturn nil',
          '\t}',
          `\treturn fmt.Errorf("no value of ${name}: %q", text)`,
          '}',
        ]
      : []),
  ];
}

function type(all: Declarations, target: Target): string {
  const held = plainType(all, target);
  return takesNull(target) && !isNilable(held) ? `*${held}` : held;
}

function isNilable(held: string): boolean {
  return held === 'json.RawMessage' || /^(\*|\[\]|map\[)/.test(held);
}

function plainType(all: Declarations, target: Target): string {
  return spelled(all, target, {
    any: 'json.RawMessage',
    named: (shape) => all.nameOf(shape),
    list: (element) => `[]${type(all, element)}`,
    map: (value) => `map[string]${type(all, value)}`,
    integer: 'int64',
    float: 'float64',
    boolean: 'bool',
    text: 'string',
  });
}
