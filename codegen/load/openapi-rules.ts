import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The versions of OpenAPI that have rules of their own, each with a version of a document that they are for. */
export const RULES: Readonly<Record<string, string>> = { '3.0': '3.0.3', '3.1': '3.1.0' };

/** Where the build puts the rules of a version. */
export function rulesFile(version: string): URL {
  return new URL(`openapi-rules/${version}.js`, import.meta.url);
}

/**
 * The rules by which swagger-parser judges a document, as `scripts/openapi-rules.ts` compiled them when this package
 * was built; null where it was not.
 *
 * @param openapi what the document says that it is
 */
export async function compiledRules(openapi: string): Promise<((document: unknown) => boolean) | null> {
  const version = Object.keys(RULES).find((each) => openapi.startsWith(`${each}.`));
  if (version === undefined || !existsSync(fileURLToPath(rulesFile(version)))) return null;
  const { default: validate } = (await import(rulesFile(version).href)) as {
    default: (document: unknown) => boolean;
  };
  return validate;
}
