import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { html, type Markup, trusted } from './markup.js';

/**
 * A whole page in one file. It asks no network, and its policy lets run nothing but the one script of this page:
 * a script that a hostile text smuggled in would not start.
 */
export function page(title: string, body: readonly Markup[]): string {
  const style = asset('base.css') + asset('parts.css') + asset('plots.css');
  const script = asset('script.js');
  const policy = `default-src 'none'; style-src '${hashed(style)}'; script-src '${hashed(script)}'; base-uri 'none'; form-action 'none'`;
  const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#main">To the report</a>
<main id="main">
${body}
</main>
<script>${trusted(script)}</script>
</body>
</html>
`;
  return markup;
}

function hashed(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** A file of the page. It is not compiled, and lies beside the source of this file, in the package too. */
function asset(name: string): string {
  const beside = new URL(`inline/${name}`, import.meta.url);
  const inPackage = new URL(`../../../../../tests/conformance/reports/html/inline/${name}`, import.meta.url);
  return readFileSync(existsSync(beside) ? beside : inPackage, 'utf8');
}
