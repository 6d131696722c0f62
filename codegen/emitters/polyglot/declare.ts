/**
 * The names of a contract's parts in other languages. quicktype knows what each language calls things, which words it
 * keeps for itself, and how names that come to one are told apart: it is given the parts, and its renderers give the
 * names. What they would print is not used, as it loses what the contract says.
 */
import {
  ClassType,
  type ConvenienceRenderer,
  EnumType,
  GoRenderer,
  GoTargetLanguage,
  getOptionValues,
  goOptions,
  InputData,
  JacksonRenderer,
  JavaTargetLanguage,
  JSONPythonRenderer,
  JSONSchemaInput,
  javaOptions,
  type Name,
  nullableFromUnion,
  PythonTargetLanguage,
  pythonOptions,
  type LanguageName as QuicktypeName,
  quicktypeMultiFile,
  type RenderContext,
  type RendererOptions,
  RustRenderer,
  RustTargetLanguage,
  rustOptions,
  type TargetLanguage,
  type Type,
  UnionType,
} from 'quicktype-core';
import type { NamedShape } from '../../contract.js';
import type { Names } from '../../names.js';
import { KEPT } from './kept.js';
import type { Declared, Language, LanguageName } from './language.js';

/** The name of a type, and of each of its parts by their keys. */
interface Named {
  readonly name: string;
  readonly parts: ReadonlyMap<string, string>;
}

type Sink = (named: ReadonlyMap<string, Named>) => void;

/** Asks quicktype for the names of all shapes. */
export async function declare(
  language: Language,
  shapes: readonly NamedShape[],
  names: Names,
): Promise<readonly Declared[]> {
  const types = shapes.map((shape) => ({ shape, keys: keysOf(language, shape) }));
  const input = new JSONSchemaInput(undefined);
  const definitions = types.map(({ shape, keys }, i) => [
    `s${i}`,
    schemaOf(language, shape, names.typeName(shape.name, 'decoded', 'tolerant'), keys, i),
  ]);
  const everything = {
    type: 'object',
    title: ALL,
    required: definitions.map(([key]) => key),
    properties: Object.fromEntries(definitions),
  };
  await input.addSource({ name: ALL, schema: JSON.stringify(everything) });
  const inputData = new InputData();
  inputData.addInput(input);
  let named: ReadonlyMap<string, Named> = new Map();
  const lang = naming[language.name]((given) => {
    named = given;
  });
  await quicktypeMultiFile({ inputData, lang, combineClasses: false, rendererOptions: OPTIONS });
  return types.map(({ shape, keys }, i) => declared(shape, keys, named.get(`s${i}`)));
}

const ALL = 'All Shapes Of The Contract';

/** Names are as the model spells them, but for their case. */
const OPTIONS = { 'acronym-style': 'original' };

function keysOf(language: Language, shape: NamedShape): readonly string[] {
  const wanted = [...partsOf(shape), ...language.extras(shape)];
  const seen = new Set<string>();
  // quicktype is given words of ASCII letters, so that nothing else of a spec reaches it.
  return wanted.map((part, i) => {
    const words = part.replace(/[^A-Za-z0-9_]+/g, ' ').trim();
    const usable = /[A-Za-z0-9]/.test(words) && !part.startsWith('__') ? words : `${words} number ${i + 1}`;
    const key = seen.has(usable) ? `${usable} number ${i + 1}` : usable;
    seen.add(key);
    return key;
  });
}

function partsOf(shape: NamedShape): readonly string[] {
  if (shape.kind === 'enum') return shape.values.map(({ value }) => value);
  return shape.kind === 'structure' || shape.kind === 'union' ? shape.members.map(({ name }) => name) : [];
}

/** An enumeration has a value of its own, as quicktype takes equal ones for one. */
function schemaOf(
  language: Language,
  shape: NamedShape,
  title: string,
  keys: readonly string[],
  index: number,
): object {
  if (shape.kind === 'enum' || (shape.kind === 'union' && language.unionsHaveVariants)) {
    return { title, type: 'string', enum: [...keys, `only in ${index}`] };
  }
  const properties = Object.fromEntries(keys.map((key) => [key, { type: 'boolean' }]));
  return { title, type: 'object', properties, required: keys, additionalProperties: false };
}

function declared(shape: NamedShape, keys: readonly string[], named: Named | undefined): Declared {
  const nameAt = (i: number): string => named?.parts.get(keys[i] ?? '') ?? missing(shape.name);
  const count = partsOf(shape).length;
  return {
    shape,
    name: named?.name ?? missing(shape.name),
    members:
      shape.kind === 'structure' || shape.kind === 'union'
        ? shape.members.map((member, i) => ({ name: nameAt(i), member }))
        : [],
    values: shape.kind === 'enum' ? shape.values.map((value, i) => ({ name: nameAt(i), value })) : [],
    extras: keys.slice(count).map((_, i) => nameAt(count + i)),
  };
}

function missing(shape: string): never {
  throw new Error(`quicktype gave no name to ${shape} or a part of it`);
}

/** What a renderer may be asked within itself. */
interface Asked {
  topLevels: ConvenienceRenderer['topLevels'];
  nameOf(type: Type): string;
  properties(type: ClassType, found: (name: string, key: string) => void): void;
  cases(type: EnumType, found: (name: string, key: string) => void): void;
}

function collect(renderer: Asked, sink: Sink): void {
  const [all] = renderer.topLevels.values();
  if (!(all instanceof ClassType)) return;
  const named = [...all.getProperties()].map(([key, property]): [string, Named] => {
    const { type } = property;
    const held = type instanceof UnionType ? (nullableFromUnion(type) ?? type) : type;
    const parts = new Map<string, string>();
    if (held instanceof ClassType) renderer.properties(held, (name, part) => parts.set(part, name));
    if (held instanceof EnumType) renderer.cases(held, (name, part) => parts.set(part, name));
    return [key, { name: renderer.nameOf(held), parts }];
  });
  sink(new Map(named));
}

/** The names that members must not have, as quicktype says it; it does not export the type. */
interface Forbidden {
  readonly names: (Name | string)[];
  readonly includeGlobalForbidden: boolean;
}

function withKept(forbidden: Forbidden, kept: readonly string[]): Forbidden {
  return { ...forbidden, names: [...forbidden.names, ...kept] };
}

const naming: Readonly<Record<LanguageName, (sink: Sink) => TargetLanguage>> = {
  python: (sink) => new PythonNaming(sink),
  go: (sink) => new GoNaming(sink),
  java: (sink) => new JavaNaming(sink),
  rust: (sink) => new RustNaming(sink),
};

class PythonNaming extends PythonTargetLanguage {
  readonly #sink: Sink;

  constructor(sink: Sink) {
    super();
    this.#sink = sink;
  }

  protected override makeRenderer<Lang extends QuicktypeName = 'python'>(
    context: RenderContext,
    options: RendererOptions<Lang>,
  ): JSONPythonRenderer {
    const sink = this.#sink;
    return new (class extends JSONPythonRenderer {
      protected override forbiddenNamesForGlobalNamespace(): string[] {
        return [...super.forbiddenNamesForGlobalNamespace(), ...KEPT.python.types];
      }

      protected override forbiddenForObjectProperties(type: ClassType, name: Name): Forbidden {
        return withKept(super.forbiddenForObjectProperties(type, name), KEPT.python.members);
      }

      protected override emitSourceStructure(): void {
        collect(
          {
            topLevels: this.topLevels,
            nameOf: (type) => this.sourcelikeToString(this.nameForNamedType(type)),
            properties: (type, found) =>
              this.forEachClassProperty(type, 'none', (name, key) =>
                found(this.sourcelikeToString(name), key),
              ),
            cases: (type, found) =>
              this.forEachEnumCase(type, 'none', (name, key) => found(this.sourcelikeToString(name), key)),
          },
          sink,
        );
      }
    })(this, context, getOptionValues(pythonOptions, options));
  }
}

class GoNaming extends GoTargetLanguage {
  readonly #sink: Sink;

  constructor(sink: Sink) {
    super();
    this.#sink = sink;
  }

  protected override makeRenderer<Lang extends QuicktypeName = 'go'>(
    context: RenderContext,
    options: RendererOptions<Lang>,
  ): GoRenderer {
    const sink = this.#sink;
    return new (class extends GoRenderer {
      protected override forbiddenNamesForGlobalNamespace(): string[] {
        return [...super.forbiddenNamesForGlobalNamespace(), ...KEPT.go.types];
      }

      protected override forbiddenForObjectProperties(type: ClassType, name: Name): Forbidden {
        return withKept(super.forbiddenForObjectProperties(type, name), KEPT.go.members);
      }

      protected override emitSourceStructure(): void {
        collect(
          {
            topLevels: this.topLevels,
            nameOf: (type) => this.sourcelikeToString(this.nameForNamedType(type)),
            properties: (type, found) =>
              this.forEachClassProperty(type, 'none', (name, key) =>
                found(this.sourcelikeToString(name), key),
              ),
            cases: (type, found) =>
              this.forEachEnumCase(type, 'none', (name, key) => found(this.sourcelikeToString(name), key)),
          },
          sink,
        );
      }
    })(this, context, getOptionValues(goOptions, options));
  }
}

class JavaNaming extends JavaTargetLanguage {
  readonly #sink: Sink;

  constructor(sink: Sink) {
    super();
    this.#sink = sink;
  }

  protected override makeRenderer<Lang extends QuicktypeName = 'java'>(
    context: RenderContext,
    options: RendererOptions<Lang>,
  ): JacksonRenderer {
    const sink = this.#sink;
    return new (class extends JacksonRenderer {
      protected override forbiddenNamesForGlobalNamespace(): string[] {
        return [...super.forbiddenNamesForGlobalNamespace(), ...KEPT.java.types];
      }

      protected override forbiddenForObjectProperties(type: ClassType, name: Name): Forbidden {
        return withKept(super.forbiddenForObjectProperties(type, name), KEPT.java.members);
      }

      protected override emitSourceStructure(): void {
        collect(
          {
            topLevels: this.topLevels,
            nameOf: (type) => this.sourcelikeToString(this.nameForNamedType(type)),
            properties: (type, found) =>
              this.forEachClassProperty(type, 'none', (name, key) =>
                found(this.sourcelikeToString(name), key),
              ),
            cases: (type, found) =>
              this.forEachEnumCase(type, 'none', (name, key) => found(this.sourcelikeToString(name), key)),
          },
          sink,
        );
      }
    })(this, context, getOptionValues(javaOptions, options));
  }
}

class RustNaming extends RustTargetLanguage {
  readonly #sink: Sink;

  constructor(sink: Sink) {
    super();
    this.#sink = sink;
  }

  protected override makeRenderer<Lang extends QuicktypeName = 'rust'>(
    context: RenderContext,
    options: RendererOptions<Lang>,
  ): RustRenderer {
    const sink = this.#sink;
    return new (class extends RustRenderer {
      protected override forbiddenNamesForGlobalNamespace(): string[] {
        return [...super.forbiddenNamesForGlobalNamespace(), ...KEPT.rust.types];
      }

      protected override forbiddenForObjectProperties(type: ClassType, name: Name): Forbidden {
        return withKept(super.forbiddenForObjectProperties(type, name), KEPT.rust.members);
      }

      protected override emitSourceStructure(): void {
        collect(
          {
            topLevels: this.topLevels,
            nameOf: (type) => this.sourcelikeToString(this.nameForNamedType(type)),
            properties: (type, found) =>
              this.forEachClassProperty(type, 'none', (name, key) =>
                found(this.sourcelikeToString(name), key),
              ),
            cases: (type, found) =>
              this.forEachEnumCase(type, 'none', (name, key) => found(this.sourcelikeToString(name), key)),
          },
          sink,
        );
      }
    })(this, context, getOptionValues(rustOptions, options));
  }
}
