import type { Target } from '../../contract.js';
import type { Lines } from '../lines.js';
import {
  type Declarations,
  type Declared,
  type DeclaredMember,
  declaration,
  holdsItself,
  type Language,
  spelled,
  takesNull,
  type Writers,
} from './language.js';
import { commentLines, docOf, hasLoneSurrogate, rustdocLine, rustString } from './text.js';

/** One module for serde: unions and enumerations are enums with a variant for what is unknown; integers are i64. */
export const rust: Language = {
  name: 'rust',
  unionsHaveVariants: true,
  extras: (shape) => (shape.kind === 'union' || shape.kind === 'enum' ? ['Unknown'] : []),
  refuses: (text) => (hasLoneSurrogate(text) ? 'a string of Rust has no half of a character' : undefined),
  emit: (all) => [{ kind: 'text', path: 'rust/contract.rs', text: `${file(all).join('\n')}\n` }],
};

function file(all: Declarations): Lines {
  const kinds = new Set(all.declared.map(({ shape }) => shape.kind));
  const unions = kinds.has('union');
  const enums = kinds.has('enum');
  return [
    `// ${all.heading}`,
    '',
    '//! The types of the contract, as serde reads and writes them. Needs serde with the feature `derive`, and',
    '//! serde_json with `float_roundtrip`; with `arbitrary_precision`, unknown members keep every digit.',
    '',
    ...(unions ? ['use serde::ser::SerializeMap;'] : []),
    `use serde::{${['Deserialize', ...(unions || enums ? ['Deserializer'] : []), 'Serialize', ...(unions || enums ? ['Serializer'] : [])].join(', ')}};`,
    ...all.declared.flatMap((each) => ['', ...declaration(writers, all, each)]),
    ...(unions ? ['', ...oneMember(all)] : []),
  ];
}

const writers: Writers = { structure, union, enumeration };

function comment(text: string, indentation = ''): Lines {
  return commentLines(text, rustdocLine).map((line) => `${indentation}/// ${line}`.trimEnd());
}

/** `#[deprecated]` would warn in the code that serde derives. */
function memberDoc({ member }: DeclaredMember): Lines {
  return comment(docOf(member.doc, member.deprecated), '    ');
}

function structure(all: Declarations, { name, shape, members }: Declared): Lines {
  return [
    ...comment(shape.doc),
    '#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]',
    `pub struct ${name} {`,
    ...members.flatMap((each) => {
      const { member } = each;
      const held = boxed(all, shape.name, member.target);
      const optional = ', default, skip_serializing_if = "Option::is_none"';
      return [
        ...memberDoc(each),
        `    #[serde(rename = ${rustString(member.name)}${member.required ? '' : optional})]`,
        `    pub ${each.name}: ${member.required ? held : `Option<${held}>`},`,
      ];
    }),
    '}',
  ];
}

/** A type that holds itself has no size, but a box in it has. */
function boxed(all: Declarations, owner: string, target: Target): string {
  const held = type(all, target);
  const resolved = all.resolve(target);
  const composite = resolved.kind === 'structure' || resolved.kind === 'union';
  return composite && holdsItself(all, owner, resolved.name)
    ? held.replace(all.nameOf(resolved.name), (name) => `Box<${name}>`)
    : held;
}

function union(all: Declarations, { name, shape, members, extras }: Declared): Lines {
  const [unknown = ''] = extras;
  const strict = all.mode === 'strict';
  return [
    ...comment(shape.doc),
    ...(shape.doc === '' ? [] : ['///']),
    '/// On the wire, an object with exactly one member.',
    '#[derive(Debug, Clone, PartialEq)]',
    `pub enum ${name} {`,
    ...members.flatMap((each) => [
      ...memberDoc(each),
      `    ${each.name}(${boxed(all, shape.name, each.member.target)}),`,
    ]),
    ...(strict
      ? []
      : [
          '    /// A member that this edition does not know: its tag, and its value.',
          `    ${unknown}(String, serde_json::Value),`,
        ]),
    '}',
    '',
    `impl Serialize for ${name} {`,
    '    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {',
    '        let mut object = serializer.serialize_map(Some(1))?;',
    '        match self {',
    ...members.map(
      (each) =>
        `            Self::${each.name}(value) => object.serialize_entry(${rustString(each.member.name)}, value)?,`,
    ),
    ...(strict
      ? members.length === 0
        ? ['            _ => {}']
        : []
      : [`            Self::${unknown}(tag, value) => object.serialize_entry(tag, value)?,`]),
    '        }',
    '        object.end()',
    '    }',
    '}',
    '',
    `impl<'de> Deserialize<'de> for ${name} {`,
    "    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {",
    `        let (tag, ${members.length === 0 && strict ? '_' : ''}value) = one_member(deserializer)?;`,
    '        match tag.as_str() {',
    ...members.map(
      (each) =>
        `            ${rustString(each.member.name)} => serde_json::from_value(value).map(Self::${each.name}).map_err(serde::de::Error::custom),`,
    ),
    strict
      ? `            _ => Err(serde::de::Error::custom(format!("no member of ${name}: {tag:?}"))),`
      : `            _ => Ok(Self::${unknown}(tag, value)),`,
    '        }',
    '    }',
    '}',
  ];
}

function oneMember({ contract }: Declarations): Lines {
  const ignored = contract.protocol.ignoredMembers.map(rustString);
  const keep = ['!value.is_null()', ...ignored.map((name) => `tag != ${name}`)].join(' && ');
  return [
    "/// Null means absent, and some members are the protocol's.",
    "fn one_member<'de, D: Deserializer<'de>>(deserializer: D) -> Result<(String, serde_json::Value), D::Error> {",
    '    let mut object = serde_json::Map::deserialize(deserializer)?;',
    `    object.retain(|${ignored.length > 0 ? 'tag' : '_tag'}, value| ${keep});`,
    '    let count = object.len();',
    '    match object.into_iter().next() {',
    '        Some(member) if count == 1 => Ok(member),',
    '        _ => Err(serde::de::Error::custom(format!("a union has one member, not {count}"))),',
    '    }',
    '}',
  ];
}

function enumeration(all: Declarations, { name, shape, values, extras }: Declared): Lines {
  const [unknown = ''] = extras;
  const strict = all.mode === 'strict';
  return [
    ...comment(shape.doc),
    '#[derive(Debug, Clone, PartialEq, Eq, Hash)]',
    `pub enum ${name} {`,
    ...values.flatMap((each) => [...comment(each.value.doc, '    '), `    ${each.name},`]),
    ...(strict ? [] : ['    /// A value that this edition does not know.', `    ${unknown}(String),`]),
    '}',
    '',
    `impl ${name} {`,
    '    /// The value on the wire.',
    '    pub fn as_str(&self) -> &str {',
    '        match self {',
    ...values.map((each) => `            Self::${each.name} => ${rustString(each.value.value)},`),
    ...(strict ? [] : [`            Self::${unknown}(value) => value,`]),
    '        }',
    '    }',
    '}',
    '',
    `impl Serialize for ${name} {`,
    '    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {',
    '        serializer.serialize_str(self.as_str())',
    '    }',
    '}',
    '',
    `impl<'de> Deserialize<'de> for ${name} {`,
    "    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {",
    '        let value = String::deserialize(deserializer)?;',
    '        match value.as_str() {',
    ...values.map((each) => `            ${rustString(each.value.value)} => Ok(Self::${each.name}),`),
    strict
      ? `            _ => Err(serde::de::Error::custom(format!("no value of ${name}: {value:?}"))),`
      : `            _ => Ok(Self::${unknown}(value)),`,
    '        }',
    '    }',
    '}',
  ];
}

function type(all: Declarations, target: Target): string {
  const held = plainType(all, target);
  return takesNull(target) ? `Option<${held}>` : held;
}

function plainType(all: Declarations, target: Target): string {
  return spelled(all, target, {
    any: 'serde_json::Value',
    named: (shape) => all.nameOf(shape),
    list: (element) => `Vec<${type(all, element)}>`,
    map: (value) => `std::collections::BTreeMap<String, ${type(all, value)}>`,
    integer: 'i64',
    float: 'f64',
    boolean: 'bool',
    text: 'String',
  });
}
