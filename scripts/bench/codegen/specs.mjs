/**
 * A document with many operations, made of one that is there: each has a path, an input and most of its shapes of its
 * own, and shares the errors with the others, as the operations of a service do.
 */
export function withOperations(document, count) {
  const shared = new Set(
    Object.entries(document.components.schemas).flatMap(([name, schema]) =>
      'x-error' in schema ? [name] : [],
    ),
  );
  const own = Object.keys(document.components.schemas).filter(
    (name) => !shared.has(name) && !isReason(name, document),
  );
  const paths = {};
  const schemas = Object.fromEntries(
    Object.entries(document.components.schemas).filter(([name]) => !own.includes(name)),
  );
  for (let i = 0; i < count; i++) {
    const renamed = (part) => {
      const text = JSON.stringify(part).replaceAll(
        /"#\/components\/schemas\/(\w+)((?:\/[^"]*)?)"/g,
        (all, name, rest) => (own.includes(name) ? `"#/components/schemas/${name}${i}${rest}"` : all),
      );
      return JSON.parse(text);
    };
    for (const name of own) schemas[`${name}${i}`] = renamed(document.components.schemas[name]);
    for (const [path, item] of Object.entries(document.paths)) {
      const copy = renamed(item);
      for (const operation of Object.values(copy)) {
        if (operation?.operationId !== undefined) operation.operationId += String(i);
      }
      paths[`/n${i}${path}`] = copy;
    }
  }
  // Errata speak of shapes by their names.
  const { 'x-errata': _, ...rest } = document;
  return { ...rest, paths, components: { ...document.components, schemas } };
}

/** What only an error refers to stays with the errors. */
function isReason(name, document) {
  const users = Object.entries(document.components.schemas).filter(([, schema]) =>
    JSON.stringify(schema).includes(`"#/components/schemas/${name}"`),
  );
  return users.length > 0 && users.every(([, schema]) => 'x-error' in schema);
}
