import type { Target } from '../../contract.js';
import type { TextFile } from '../emitter.js';
import type { Lines } from '../lines.js';
import {
  type Declarations,
  type Declared,
  declaration,
  isAny,
  type Language,
  spelled,
  takesNull,
  type Writers,
} from './language.js';
import { commentLines, javadocLine, javaString } from './text.js';

/** A class a file, for Jackson. Unions keep what they do not know, and so do enumerations; integers are long. */
export const java: Language = {
  name: 'java',
  unionsHaveVariants: false,
  extras: (shape) => (shape.kind === 'union' ? ['unknown', 'set unknown'] : []),
  refuses: () => undefined,
  emit: (all) =>
    all.declared.map(
      (each): TextFile => ({
        kind: 'text',
        path: `java/contract/${each.name}.java`,
        text: `${[`// ${all.heading}`, 'package contract;', '', ...declaration(writers, all, each)].join('\n')}\n`,
      }),
    ),
};

const JACKSON = 'com.fasterxml.jackson.annotation';
const DATABIND = 'com.fasterxml.jackson.databind';

const writers: Writers = { structure: (all, each) => structure(all, each, []), union, enumeration };

function comment(text: string, indentation: string, deprecated?: string): Lines {
  const lines = [
    ...commentLines(text, javadocLine),
    ...(deprecated === undefined
      ? []
      : [`@deprecated ${commentLines(deprecated, javadocLine).join(' ') || 'There is no more to say.'}`]),
  ];
  if (lines.length === 0) return [];
  return [
    `${indentation}/**`,
    ...lines.map((line) => `${indentation} * ${line}`.trimEnd()),
    `${indentation} */`,
  ];
}

/** Where members that are not known are ignored. */
function ignoring(all: Declarations): string {
  if (all.mode === 'tolerant') return '(ignoreUnknown = true)';
  return `({${all.contract.protocol.ignoredMembers.map(javaString).join(', ')}})`;
}

function structure(
  all: Declarations,
  { name, shape, members }: Declared,
  rest: Lines,
  ignored = ignoring(all),
): Lines {
  const nameless = members.find(({ member }) => member.name === '');
  return [
    ...comment(shape.doc, ''),
    `@${JACKSON}.JsonIgnoreProperties${ignored}`,
    `@${JACKSON}.JsonAutoDetect(fieldVisibility = ${JACKSON}.JsonAutoDetect.Visibility.NONE)`,
    ...(nameless === undefined ? [] : [`@${DATABIND}.annotation.JsonNaming(${name}.${EMPTY_NAME}.class)`]),
    `public class ${name} {`,
    ...members.flatMap((each) => {
      const { member } = each;
      const required = shape.kind === 'structure' && member.required;
      return [
        ...comment(member.doc, '    ', member.deprecated),
        ...(member.deprecated === undefined ? [] : ['    @Deprecated']),
        `    @${JACKSON}.JsonProperty${each === nameless ? '' : `(${javaString(member.name)})`}`,
        ...(required ? [] : [`    @${JACKSON}.JsonInclude(${JACKSON}.JsonInclude.Include.NON_NULL)`]),
        // To Jackson, null is a value of any JSON; to the protocol it is absence.
        ...(!member.required && isAny(all, all.resolve(member.target))
          ? [`    @${JACKSON}.JsonSetter(nulls = ${JACKSON}.Nulls.SKIP)`]
          : []),
        `    public ${type(all, member.target, required && !takesNull(member.target))} ${each.name};`,
        '',
      ];
    }),
    ...(nameless === undefined ? [] : emptyName(nameless.name)),
    ...rest,
    '}',
  ];
}

const EMPTY_NAME = 'EmptyName';

/** A class of Jackson's, since it takes an empty name in an annotation for none. */
function emptyName(field: string): Lines {
  return [
    `    /** Gives the member that has no name its name: the empty one. */`,
    `    public static final class ${EMPTY_NAME} extends ${DATABIND}.PropertyNamingStrategy {`,
    '        @Override',
    '        public String nameForField(',
    `                ${DATABIND}.cfg.MapperConfig<?> config,`,
    `                ${DATABIND}.introspect.AnnotatedField field,`,
    '                String name) {',
    `            return field.getName().equals(${javaString(field)}) ? "" : name;`,
    '        }',
    '    }',
    '',
  ];
}

function union(all: Declarations, each: Declared): Lines {
  const [unknown = '', setUnknown = ''] = each.extras;
  const node = `${DATABIND}.JsonNode`;
  const map = `java.util.Map<String, ${node}>`;
  const ignored = `({${all.contract.protocol.ignoredMembers.map(javaString).join(', ')}})`;
  if (all.mode === 'strict') return structure(all, each, [], ignored);
  return structure(
    all,
    each,
    [
      '    /** The member that this edition does not know, by its tag. Exactly one member is set, known or not. */',
      `    @${JACKSON}.JsonAnyGetter`,
      `    public ${map} ${unknown}() {`,
      '        return unknownMembers;',
      '    }',
      '',
      `    @${JACKSON}.JsonAnySetter`,
      `    void ${setUnknown}(String tag, ${node} value) {`,
      '        if (!value.isNull()) unknownMembers.put(tag, value);',
      '    }',
      '',
      `    private final ${map} unknownMembers = new java.util.LinkedHashMap<>();`,
    ],
    ignored,
  );
}

function enumeration(all: Declarations, { name, shape, values }: Declared): Lines {
  const strict = all.mode === 'strict';
  return [
    ...comment(strict ? shape.doc : `${shape.doc}\n\nA later edition may add values.`, ''),
    `public final class ${name} {`,
    ...values.flatMap((each) => [
      ...comment(each.value.doc, '    '),
      `    public static final ${name} ${each.name} = new ${name}(${javaString(each.value.value)});`,
      '',
    ]),
    '    private final String value;',
    '',
    `    private ${name}(String value) {`,
    '        this.value = value;',
    '    }',
    '',
    `    @${JACKSON}.JsonCreator`,
    `    public static ${name} of(String value) {`,
    ...(strict
      ? [
          '        switch (value) {',
          ...values.map((each) => `            case ${javaString(each.value.value)}: return ${each.name};`),
          `            default: throw new IllegalArgumentException("no value of ${name}: " + value);`,
          '        }',
        ]
      : [`        return new ${name}(java.util.Objects.requireNonNull(value));`]),
    '    }',
    '',
    `    @${JACKSON}.JsonValue`,
    '    @Override',
    '    public String toString() {',
    '        return value;',
    '    }',
    '',
    '    @Override',
    '    public boolean equals(Object other) {',
    `        return other instanceof ${name} && ((${name}) other).value.equals(value);`,
    '    }',
    '',
    '    @Override',
    '    public int hashCode() {',
    '        return value.hashCode();',
    '    }',
    '}',
  ];
}

function type(all: Declarations, target: Target, primitive: boolean): string {
  return spelled(all, target, {
    any: 'com.fasterxml.jackson.databind.JsonNode',
    named: (shape) => all.nameOf(shape),
    list: (element) => `java.util.List<${type(all, element, false)}>`,
    map: (value) => `java.util.Map<String, ${type(all, value, false)}>`,
    integer: primitive ? 'long' : 'Long',
    float: primitive ? 'double' : 'Double',
    boolean: primitive ? 'boolean' : 'Boolean',
    text: 'String',
  });
}
