import type SwaggerParser from '@apidevtools/swagger-parser';
import { type Problem, problemAt } from '../problems.js';
import { compiledRules } from './openapi-rules.js';
import { escapeToken, follow, memberOf, type Tree, textOf } from './tree.js';

/** One complaint of ajv, as swagger-parser passes it on. */
interface Complaint {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * Whether the document is OpenAPI, as @apidevtools/swagger-parser judges it. Its rules are compiled when this package is
 * built, since most documents are valid, and loading it and compiling them takes longer than all the rest. What they do
 * not accept is judged by swagger-parser itself, which tells what is wrong.
 *
 * @param data the document as plain data; it is not changed
 */
export async function openApiProblems(root: Tree, data: unknown): Promise<readonly Problem[]> {
  const version = memberOf(root, 'openapi');
  const openapi = textOf(version) ?? '';
  if (!/^3\.(0\.[0-4]|1\.[0-2])$/.test(openapi)) {
    const received = version?.kind === 'scalar' ? String(version.value) : null;
    return [problemAt((version ?? root).place, { code: 'not-openapi', version: received })];
  }
  // Without paths swagger-parser has a mind of its own.
  const rules = memberOf(root, 'paths') === undefined ? null : await compiledRules(openapi);
  return rules?.(withoutBigints(data)) === true ? [] : judged(root, data);
}

/** It is given a document without references to anything outside, so that there is nothing for it to read. */
async function judged(root: Tree, data: unknown): Promise<readonly Problem[]> {
  const { default: parser } = await import('@apidevtools/swagger-parser');
  try {
    // A copy, since it changes what it validates.
    const copy = structuredClone(withoutBigints(data)) as Parameters<typeof SwaggerParser.validate>[0];
    await parser.validate(copy, {
      resolve: { external: false, file: false, http: false },
      // References are judged already. Followed, each would be judged again wherever it leads, and a few dozen schemas
      // that hold the next one twice would never come to an end.
      dereference: { excludedPathMatcher: () => true },
    });
    return [];
  } catch (error) {
    return problemsOf(error, root);
  }
}

function problemsOf(error: unknown, root: Tree): readonly Problem[] {
  const complaints = complaintsOf(error);
  if (complaints.length === 0) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return [problemAt(root.place, { code: 'openapi', reason })];
  }
  // What combines other rules only repeats what these already say.
  const telling = complaints.filter(({ keyword }) => !['if', 'oneOf', 'anyOf', 'allOf'].includes(keyword));
  return (telling.length > 0 ? telling : complaints).map((complaint) => {
    const extra = complaint.params.unevaluatedProperty ?? complaint.params.additionalProperty;
    const pointer = complaint.instancePath + (typeof extra === 'string' ? `/${escapeToken(extra)}` : '');
    const allowed = complaint.params.allowedValues;
    const reason = [
      complaint.message ?? complaint.keyword,
      typeof extra === 'string' ? ` (${JSON.stringify(extra)})` : '',
      Array.isArray(allowed) ? ` (${allowed.map((value) => JSON.stringify(value)).join(', ')})` : '',
    ].join('');
    return problemAt(follow(root, pointer).tree.place, { code: 'openapi', reason });
  });
}

function complaintsOf(error: unknown): readonly Complaint[] {
  const details = error instanceof Error && 'details' in error ? error.details : undefined;
  return Array.isArray(details) ? (details as readonly Complaint[]) : [];
}

/** swagger-parser knows no bigints; no rule of OpenAPI depends on the digits that are lost. What has none stays as it is. */
function withoutBigints(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(withoutBigints);
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  const members = Object.entries(value).map(
    ([key, member]) => [key, member, withoutBigints(member)] as const,
  );
  if (members.every(([, before, after]) => before === after)) return value;
  const copy = {};
  for (const [key, , member] of members) {
    // As `__proto__` is a member like any other.
    Object.defineProperty(copy, key, { value: member, enumerable: true, configurable: true, writable: true });
  }
  return copy;
}
