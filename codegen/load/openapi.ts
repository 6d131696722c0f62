import SwaggerParser from '@apidevtools/swagger-parser';
import { type Problem, problemAt } from '../problems.js';
import { escapeToken, follow, memberOf, plain, type Tree, textOf } from './tree.js';

/** One complaint of ajv, as swagger-parser passes it on. */
interface Complaint {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * Whether the document is OpenAPI, as @apidevtools/swagger-parser judges it. It is given a copy, since it changes what
 * it validates, and a document without references to anything outside, so that there is nothing for it to read.
 */
export async function openApiProblems(root: Tree): Promise<readonly Problem[]> {
  const version = memberOf(root, 'openapi');
  if (!/^3\.(0\.[0-4]|1\.[0-2])$/.test(textOf(version) ?? '')) {
    const received = version?.kind === 'scalar' ? String(version.value) : null;
    return [problemAt((version ?? root).place, { code: 'not-openapi', version: received })];
  }
  try {
    const copy = withoutBigints(plain(root)) as Parameters<typeof SwaggerParser.validate>[0];
    await SwaggerParser.validate(copy, {
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

/** swagger-parser knows no bigints; no rule of OpenAPI depends on the digits that are lost. */
function withoutBigints(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(withoutBigints);
  if (typeof value !== 'object' || value === null) return value;
  for (const [key, member] of Object.entries(value)) {
    const descriptor = {
      value: withoutBigints(member),
      enumerable: true,
      configurable: true,
      writable: true,
    };
    Object.defineProperty(value, key, descriptor);
  }
  return value;
}
