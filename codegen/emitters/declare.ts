/** Short ways to say ts-morph structures. */
import type {
  FunctionDeclarationStructure,
  ImportDeclarationStructure,
  InterfaceDeclarationStructure,
  JSDocStructure,
  PropertySignatureStructure,
} from 'ts-morph';
import { comment, typeKey } from '../names.js';
import { StructureKind } from '../ts-morph.js';
import type { Lines } from './lines.js';

export interface Parameter {
  readonly name: string;
  readonly type: string;
}

/** A documentation comment of the model's text; none where there is no text. */
export function docs(text: string | undefined, tags: readonly string[] = []): JSDocStructure[] {
  const body = text === undefined ? '' : comment(text);
  const all = [body, ...tags].filter((part) => part !== '').join('\n');
  return all === ''
    ? []
    : [{ kind: StructureKind.JSDoc, description: all.includes('\n') ? `\n${all}` : all }];
}

/** `import { a, type B } from 'module'`, in one order; nothing where there is nothing to import. */
export function importOf(
  module: string,
  values: readonly string[],
  types: readonly string[] = [],
): ImportDeclarationStructure[] {
  if (values.length + types.length === 0) return [];
  const typeOnly = values.length === 0;
  const named = [
    ...values.map((name) => ({ name, isTypeOnly: false })),
    ...types.map((name) => ({ name, isTypeOnly: !typeOnly })),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
  return [
    {
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: module,
      isTypeOnly: typeOnly,
      namedImports: named.map((each) => ({ kind: StructureKind.ImportSpecifier, ...each })),
    },
  ];
}

export function functionOf(
  name: string,
  parameters: readonly Parameter[],
  returnType: string,
  body: Lines,
  exported?: { readonly doc: string },
): FunctionDeclarationStructure {
  return {
    kind: StructureKind.Function,
    name,
    isExported: exported !== undefined,
    docs: docs(exported?.doc),
    parameters: parameters.map((each) => ({
      kind: StructureKind.Parameter,
      name: mentioned(each.name, body),
      type: each.type,
    })),
    returnType,
    statements: [body.join('\n')],
  };
}

/** A parameter that a body does not read is marked, as compilers ask. */
function mentioned(name: string, body: Lines): string {
  const word = new RegExp(`\\b${name}\\b`);
  return body.some((line) => word.test(line)) ? name : `_${name}`;
}

export interface Property {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly doc?: string;
  readonly deprecated?: string;
}

export function propertyOf(property: Property): PropertySignatureStructure {
  return {
    kind: StructureKind.PropertySignature,
    name: typeKey(property.name),
    type: property.type,
    hasQuestionToken: property.optional,
    docs: docs(
      property.doc,
      property.deprecated === undefined ? [] : [`@deprecated ${comment(property.deprecated)}`.trim()],
    ),
  };
}

export function interfaceOf(
  name: string,
  doc: string,
  properties: readonly Property[],
): InterfaceDeclarationStructure {
  return {
    kind: StructureKind.Interface,
    name,
    isExported: true,
    docs: docs(doc),
    properties: properties.map(propertyOf),
  };
}

/** As text: ts-morph would indent a type of several lines once more. */
export function typeOf(name: string, doc: string, type: string): string {
  return `${docText(doc)}export type ${name} =${type.startsWith('\n') ? '' : ' '}${type};\n`;
}

export function constOf(name: string, doc: string | undefined, initializer: string, type?: string): string {
  return `${docText(doc)}export const ${name}${type === undefined ? '' : `: ${type}`} = ${initializer};\n`;
}

/** A documentation comment as text, with the line break after it; empty where there is no text. */
export function docText(text: string | undefined, indentation = ''): string {
  return docBlock(comment(text ?? ''), indentation);
}

/** A documentation comment of what `comment` gave. */
export function docBlock(body: string, indentation = ''): string {
  if (body === '') return '';
  if (!body.includes('\n')) return `${indentation}/** ${body} */\n`;
  const lines = body.split('\n').map((line) => `${indentation} * ${line}`.trimEnd());
  return `${indentation}/**\n${lines.join('\n')}\n${indentation} */\n`;
}
