/** JSON Schemas in the dialects that older validators read. */

/** Without `format`: where a format matters here, the bounds beside it say the same. */
export function withoutFormats(schema) {
  return mapped(schema, (key, value) => (key === 'format' ? undefined : value));
}

/** Draft 4 calls definitions otherwise, and has bounds that are excluded as a flag. */
export function inDraft4(schema) {
  const older = JSON.parse(
    JSON.stringify(withoutFormats(schema))
      .replaceAll('"$defs"', '"definitions"')
      .replaceAll('#/$defs/', '#/definitions/'),
  );
  delete older.$schema;
  delete older.$id;
  return withFlags(older);
}

function withFlags(node) {
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return node.map(withFlags);
  const made = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withFlags(value)]));
  if (typeof made.exclusiveMaximum === 'number') {
    made.maximum = made.exclusiveMaximum;
    made.exclusiveMaximum = true;
  }
  return made;
}

function mapped(node, change) {
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return node.map((each) => mapped(each, change));
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]) => {
      // A member may be called `format`: then an object stands there.
      const changed = typeof value === 'string' ? change(key, value) : mapped(value, change);
      return changed === undefined ? [] : [[key, changed]];
    }),
  );
}
