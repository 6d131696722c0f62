import type { Target } from '../../contract.js';
import type { Lines } from '../lines.js';
import {
  type Declarations,
  type Declared,
  declaration,
  type Language,
  spelled,
  takesNull,
  type Writers,
} from './language.js';
import { commentLines, docOf, docstringLine, pythonString } from './text.js';

/** One module of dataclasses, without dependencies. Enumerations and unions are open. Needs Python 3.8. */
export const python: Language = {
  name: 'python',
  unionsHaveVariants: false,
  extras: (shape) =>
    shape.kind === 'union' ? ['unknown', 'from json', 'to json'] : ['from json', 'to json'],
  refuses: () => undefined,
  emit: (all) => [{ kind: 'text', path: 'python/contract.py', text: `${file(all).join('\n')}\n` }],
};

function file(all: Declarations): Lines {
  return [
    `# ${all.heading}`,
    '"""The types of the contract. `X.from_json(json.loads(text))` reads one, `json.dumps(x.to_json())` writes it."""',
    'from __future__ import annotations',
    '',
    'import dataclasses as _dataclasses',
    'import enum as _enum',
    'import typing as _typing',
    '',
    ...HELPERS,
    ...all.declared.flatMap((each) => ['', '', ...declaration(writers, all, each)]),
  ];
}

/** Their names begin with a line, as none of a type or a member does. */
const HELPERS: Lines = `
def _of(kind, what):
    def read(value):
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise ValueError("not " + what + ": " + repr(value)[:80])
        return value
    return read


_bool = _of(bool, "a boolean")
_int = _of(int, "an integer")
_number = _of((int, float), "a number")
_str = _of(str, "a string")
_object = _of(dict, "an object")
_array = _of(list, "an array")


def _any(value):
    return value


def _list(read):
    return lambda value: [read(each) for each in _array(value)]


def _map(read):
    return lambda value: {key: read(each) for key, each in _object(value).items()}


def _nullable(read):
    return lambda value: None if value is None else read(value)


def _required(members, name, read):
    if name not in members:
        raise ValueError("there is no " + repr(name)[:80])
    return read(members[name])


def _optional(members, name, read):
    value = members.get(name)
    return None if value is None else read(value)


def _json(value):
    if isinstance(value, list):
        return [_json(each) for each in value]
    if isinstance(value, dict):
        return {key: _json(each) for key, each in value.items()}
    if isinstance(value, _enum.Enum):
        return value.value
    if _dataclasses.is_dataclass(value):
        return getattr(value, value._to_json)()
    return value`
  .trim()
  .split('\n');

const writers: Writers = { structure, union, enumeration };

function docstring(text: string, indentation = '    '): Lines {
  const lines = commentLines(text, docstringLine);
  if (lines.length === 0) return [];
  if (lines.length === 1) return [`${indentation}"""${lines[0]}"""`];
  return [
    `${indentation}"""`,
    ...lines.map((line) => `${indentation}${line}`.trimEnd()),
    `${indentation}"""`,
  ];
}

function structure(all: Declarations, { name, shape, members, extras }: Declared): Lines {
  const [fromJson = '', toJson = ''] = extras;
  // A field with a default comes after those without.
  const fields = [
    ...members.filter(({ member }) => member.required),
    ...members.filter(({ member }) => !member.required),
  ];
  const strict = all.mode === 'strict';
  const known = members.map(({ member }) => pythonString(member.name)).join(', ');
  return [
    '@_dataclasses.dataclass',
    `class ${name}:`,
    ...docstring(shape.doc),
    ...fields.flatMap((each) => {
      const held = type(all, each.member.target);
      return [
        `    ${each.name}: ${each.member.required ? held : `_typing.Optional[${held}] = None`}`,
        ...docstring(docOf(each.member.doc, each.member.deprecated)),
      ];
    }),
    ...(members.length === 0 && shape.doc === '' ? ['    pass'] : []),
    '',
    '    @staticmethod',
    `    def ${fromJson}(value: _typing.Any) -> ${name}:`,
    '        members = _object(value)',
    ...(strict
      ? [
          `        for name in members.keys() - {${[known, ...all.contract.protocol.ignoredMembers.map(pythonString), '""'].filter(Boolean).join(', ')}}:`,
          '            raise ValueError("no such member: " + repr(name)[:80])',
        ]
      : []),
    `        return ${name}(`,
    ...fields.map(({ member }) => {
      const how = member.required ? '_required' : '_optional';
      return `            ${how}(members, ${pythonString(member.name)}, ${reader(all, member.target)}),`;
    }),
    '        )',
    '',
    `    def ${toJson}(self) -> _typing.Dict[str, _typing.Any]:`,
    '        members: _typing.Dict[str, _typing.Any] = {}',
    ...members.flatMap(({ name: field, member }) => {
      const set = `members[${pythonString(member.name)}] = _json(self.${field})`;
      return member.required
        ? [`        ${set}`]
        : [`        if self.${field} is not None:`, `            ${set}`];
    }),
    '        return members',
    '',
    '',
    `${name}._to_json = ${pythonString(toJson)}`,
  ];
}

function union(all: Declarations, { name, shape, members, extras }: Declared): Lines {
  const [unknown = '', fromJson = '', toJson = ''] = extras;
  const ignored = all.contract.protocol.ignoredMembers.map(pythonString).join(', ');
  return [
    '@_dataclasses.dataclass',
    `class ${name}:`,
    ...docstring(`${shape.doc}\n\nExactly one member is set.`),
    ...members.flatMap((each) => [
      `    ${each.name}: _typing.Optional[${type(all, each.member.target)}] = None`,
      ...docstring(docOf(each.member.doc, each.member.deprecated)),
    ]),
    `    ${unknown}: _typing.Optional[_typing.Tuple[str, _typing.Any]] = None`,
    '    """The tag and the value of a member that this edition does not know."""',
    '',
    '    @staticmethod',
    `    def ${fromJson}(value: _typing.Any) -> ${name}:`,
    "        # Null means absent, and some members are the protocol's.",
    `        members = [(tag, held) for tag, held in _object(value).items() if held is not None and tag not in (${ignored}${ignored === '' ? '' : ','})]`,
    '        if len(members) != 1:',
    '            raise ValueError("a union has one member, not " + str(len(members)))',
    '        tag, held = members[0]',
    ...members.flatMap((each) => [
      `        if tag == ${pythonString(each.member.name)}:`,
      `            return ${name}(${each.name}=${reader(all, each.member.target)}(held))`,
    ]),
    ...(all.mode === 'strict'
      ? [`        raise ValueError("no such member: " + repr(tag)[:80])`]
      : [`        return ${name}(${unknown}=(tag, held))`]),
    '',
    `    def ${toJson}(self) -> _typing.Dict[str, _typing.Any]:`,
    ...members.flatMap(({ name: field, member }) => [
      `        if self.${field} is not None:`,
      `            return {${pythonString(member.name)}: _json(self.${field})}`,
    ]),
    `        if self.${unknown} is not None:`,
    `            return {self.${unknown}[0]: self.${unknown}[1]}`,
    '        raise ValueError("no member is set")',
    '',
    '',
    `${name}._to_json = ${pythonString(toJson)}`,
  ];
}

function enumeration(all: Declarations, { name, shape, values }: Declared): Lines {
  const open = all.mode === 'tolerant';
  return [
    `class ${name}(str, _enum.Enum):`,
    ...docstring(
      open
        ? `${shape.doc}\n\nA later edition may add values: they are members without a name of their own.`
        : shape.doc,
    ),
    ...values.flatMap((each) => [
      `    ${each.name} = ${pythonString(each.value.value)}`,
      ...docstring(each.value.doc),
    ]),
    ...(values.length === 0 ? ['    pass'] : []),
    ...(open
      ? [
          '',
          '    @classmethod',
          '    def _missing_(cls, value: object) -> _typing.Any:',
          '        if not isinstance(value, str):',
          '            return None',
          '        unknown = str.__new__(cls, value)',
          '        unknown._name_ = unknown._value_ = value',
          '        return unknown',
        ]
      : []),
  ];
}

function type(all: Declarations, target: Target): string {
  const held = plainType(all, target);
  return takesNull(target) ? `_typing.Optional[${held}]` : held;
}

function plainType(all: Declarations, target: Target): string {
  return spelled(all, target, {
    any: '_typing.Any',
    named: (shape) => all.nameOf(shape),
    list: (element) => `_typing.List[${type(all, element)}]`,
    map: (value) => `_typing.Dict[str, ${type(all, value)}]`,
    integer: 'int',
    float: 'float',
    boolean: 'bool',
    text: 'str',
  });
}

function reader(all: Declarations, target: Target): string {
  const read = plainReader(all, target);
  return takesNull(target) ? `_nullable(${read})` : read;
}

function plainReader(all: Declarations, target: Target): string {
  return spelled(all, target, {
    any: '_any',
    named: (shape, kind) =>
      kind === 'enum'
        ? `(lambda value: ${all.nameOf(shape)}(_str(value)))`
        : `(lambda value: ${all.nameOf(shape)}.${fromJsonOf(all, shape)}(value))`,
    list: (element) => `_list(${reader(all, element)})`,
    map: (value) => `_map(${reader(all, value)})`,
    integer: '_int',
    float: '_number',
    boolean: '_bool',
    text: '_str',
  });
}

function fromJsonOf(all: Declarations, shape: string): string {
  const found = all.declared.find((each) => each.shape.name === shape);
  return found?.extras.at(-2) ?? 'from_json';
}
