/**
 * Languages that are left to quicktype as it is. What it would lose is given to it in a form that loses nothing: an
 * enumeration as a string, a union as a map from its tag. Their output is compiled by nobody here.
 */
import {
  InputData,
  JSONSchemaInput,
  type LanguageName,
  languageNamed,
  quicktypeMultiFile,
} from 'quicktype-core';
import type { Contract, Member, Target } from '../../contract.js';
import { namesOf } from '../../names.js';
import { otherTargets } from '../../targets.js';
import type { TextFile } from '../emitter.js';
import type { Polyglot, Refusal } from './index.js';

type Other = (typeof otherTargets)[number];

export const otherLanguages: readonly string[] = otherTargets;

export function isOtherLanguage(name: string): name is Other {
  return otherLanguages.includes(name);
}

export async function other(contract: Contract, language: Other, heading: string): Promise<Polyglot> {
  const refusals = refusalsOf(contract, language);
  if (refusals.length > 0) return { ok: false, refusals };
  const input = new JSONSchemaInput(undefined);
  const names = namesOf(contract);
  const title = (shape: string): string => names.typeName(shape, 'decoded', 'tolerant');
  const structures = contract.shapes.filter(({ kind }) => kind === 'structure');
  const everything = {
    title: 'Contract',
    type: 'object',
    properties: Object.fromEntries(structures.map(({ name }) => [title(name), reference(title(name))])),
    definitions: Object.fromEntries(
      contract.shapes.map((shape) => [title(shape.name), schemaOf(contract, shape.name, title)]),
    ),
  };
  await input.addSource({ name: 'Contract', schema: JSON.stringify(everything) });
  const inputData = new InputData();
  inputData.addInput(input);
  const rendered = await quicktypeMultiFile({
    inputData,
    lang: language satisfies LanguageName,
    combineClasses: false,
    outputFilename: `contract.${languageNamed(language).extension}`,
    leadingComments: [plain(heading)],
  });
  const files = [...rendered].map(
    ([path, { lines }]): TextFile => ({
      kind: 'text',
      path: `${language}/${path}`,
      text: `${lines.join('\n').trimEnd()}\n`,
    }),
  );
  return { ok: true, files };
}

type Title = (shape: string) => string;

function reference(title: string): object {
  return { $ref: `#/definitions/${title}` };
}

function schemaOf(contract: Contract, name: string, title: Title): object {
  const shape = contract.shapes.find((each) => each.name === name);
  const described = { title: title(name), description: plain(shape?.doc ?? '') };
  switch (shape?.kind) {
    case 'structure':
      return {
        ...described,
        type: 'object',
        properties: Object.fromEntries(
          shape.members.map((member) => [member.name, memberSchema(contract, member, title)]),
        ),
        required: shape.members.filter(({ required }) => required).map((member) => member.name),
      };
    case 'union': {
      const tags = shape.members.map((member) => member.name).join(', ');
      return {
        ...described,
        description: plain(`${shape.doc} One member, by its tag: ${tags}, or one that a later edition adds.`),
        type: 'object',
        additionalProperties: {},
      };
    }
    case 'enum': {
      const values = shape.values.map(({ value }) => value).join(', ');
      return {
        type: 'string',
        description: plain(`${shape.doc} One of ${values}, or one that a later edition adds.`),
      };
    }
    case 'choice':
      return { ...described, additionalProperties: {} };
    case 'list':
    case 'map':
      return targetSchema(contract, shape, title);
    case undefined:
      return {};
  }
}

function memberSchema(contract: Contract, member: Member, title: Title): object {
  const schema = targetSchema(contract, member.target, title);
  return member.doc === '' ? schema : { ...schema, description: plain(member.doc) };
}

function targetSchema(contract: Contract, target: Target, title: Title): object {
  const schema = plainSchema(contract, target, title);
  return target.nullable === true ? { anyOf: [schema, { type: 'null' }] } : schema;
}

function plainSchema(contract: Contract, target: Target, title: Title): object {
  switch (target.kind) {
    case 'ref':
      return reference(title(target.name));
    case 'list':
      return { type: 'array', items: targetSchema(contract, target.element, title) };
    case 'map':
      return { type: 'object', additionalProperties: targetSchema(contract, target.value, title) };
    case 'integer':
      return { type: 'integer' };
    case 'float':
      return contract.protocol.floatStrings ? {} : { type: 'number' };
    case 'timestamp':
      return { type: target.format === 'epoch-seconds' ? 'number' : 'string' };
    case 'boolean':
      return { type: 'boolean' };
    case 'string':
    case 'blob':
      return { type: 'string' };
    case 'document':
      return {};
  }
}

/** Text without a character that means something in a comment of any of the languages. */
function plain(text: string): string {
  return text
    .replace(/[^\p{L}\p{N} .,;:()'=+[\]_\-/]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

function refusalsOf(contract: Contract, language: string): readonly Refusal[] {
  const names = contract.shapes.flatMap((shape) =>
    shape.kind === 'structure' ? shape.members.map(({ name }) => name) : [],
  );
  return names
    .filter((name) => !/^[A-Za-z][A-Za-z0-9_ .:@-]*$/.test(name))
    .map((name) => ({
      what: `The name ${JSON.stringify(name)} in ${language} (there a name is of letters, digits and a little punctuation)`,
      instead: `Leave ${language} out of the targets, or rename it`,
    }));
}
