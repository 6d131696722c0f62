/** A JSON Schema that is an object. */
export type JsonSchema = { readonly [keyword: string]: unknown };

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** A self-contained schema (2020-12) of one definition, with the others that it refers to under `$defs`. */
export function bundleSchema(
  definitions: Readonly<Record<string, JsonSchema>>,
  name: string,
  id?: string,
): JsonSchema {
  const used = namesIn(definitions, definitions[name]);
  const others = Object.keys(definitions).filter((each) => used.has(each));
  return {
    $schema: DIALECT,
    ...(id === undefined ? {} : { $id: id }),
    ...(used.has(name) ? { $ref: reference(name) } : definitions[name]),
    ...(others.length === 0
      ? {}
      : { $defs: Object.fromEntries(others.map((each) => [each, definitions[each]])) }),
  };
}

function reference(name: string): string {
  return `#/$defs/${encodeURIComponent(name)}`;
}

/** The definitions that a schema needs, at any depth: of a document a thousand levels deep, too. */
function namesIn(definitions: Readonly<Record<string, JsonSchema>>, schema: unknown): ReadonlySet<string> {
  const used = new Set<string>();
  const due: unknown[] = [schema];
  while (due.length > 0) {
    const next = due.pop();
    if (typeof next !== 'object' || next === null) continue;
    for (const [keyword, held] of Object.entries(next)) {
      if (keyword !== '$ref' || typeof held !== 'string') due.push(held);
      else {
        const name = decodeURIComponent(held.slice('#/$defs/'.length));
        if (!used.has(name)) due.push(definitions[name]);
        used.add(name);
      }
    }
  }
  return used;
}

/** The same schema in another dialect: draft-07 calls its definitions by another name. Undefined where there is no way. */
export function inDialect(schema: JsonSchema, target: string): JsonSchema | undefined {
  if (target === 'draft-2020-12') return schema;
  if (target !== 'draft-07') return undefined;
  return rename(schema) as JsonSchema;
}

function rename(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rename);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([keyword, held]) => {
      if (keyword === '$schema' && held === DIALECT)
        return [keyword, 'http://json-schema.org/draft-07/schema#'];
      if (keyword === '$defs') return ['definitions', rename(held)];
      if (keyword === '$ref' && typeof held === 'string')
        return [keyword, held.replace('#/$defs/', '#/definitions/')];
      return [keyword, rename(held)];
    }),
  );
}
