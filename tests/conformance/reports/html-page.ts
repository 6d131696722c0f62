import { createHash } from 'node:crypto';
import { html, jsonForScript, type Markup, trusted } from './html-text.js';

/**
 * A whole page in one file. It asks no network, and its policy lets run nothing but the one script of this file:
 * a script that a hostile text smuggled in would not start.
 */
export function page(title: string, body: readonly Markup[], data: unknown): string {
  const policy = `default-src 'none'; style-src '${hashed(STYLE)}'; script-src '${hashed(SCRIPT)}'; base-uri 'none'; form-action 'none'`;
  const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">To the findings</a>
<main id="main">
${body}
</main>
<script type="application/json" id="results">${jsonForScript(data)}</script>
<script>${trusted(SCRIPT)}</script>
</body>
</html>
`;
  return markup;
}

function hashed(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

const STYLE = `
:root { color-scheme: light dark; --text: #1b1f24; --soft: #59636e; --back: #fff; --box: #f3f5f7; --line: #d1d9e0;
  --bad: #b3202c; --good: #17692f; --warn: #7a5200; --link: #0757b8; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e9ed; --soft: #a3adb8; --back: #12161b; --box: #1c2229;
  --line: #39424c; --bad: #ff8a84; --good: #6fd58a; --warn: #e6b450; --link: #7db7ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.4rem; overflow-wrap: anywhere; margin: 1rem 0 0; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
h4 { font-size: .85rem; margin: .75rem 0 .25rem; color: var(--soft); font-weight: 600; }
p { margin: .25rem 0; overflow-wrap: anywhere; }
a { color: var(--link); }
pre, code { font: .85rem/1.45 ui-monospace, monospace; }
pre { margin: 0; padding: .6rem .75rem; background: var(--box); border-radius: .3rem; white-space: pre-wrap;
  overflow-wrap: anywhere; max-height: 30rem; overflow: auto; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--back); padding: .25rem .5rem; }
.soft { color: var(--soft); }
.bad { color: var(--bad); } .good { color: var(--good); } .warn { color: var(--warn); }
.verdict { font-size: 1.1rem; font-weight: 600; }
.finding { border: 1px solid var(--line); border-radius: .4rem; padding: .75rem; margin: .75rem 0; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: 0 1rem; }
.copied { position: relative; }
button { font: inherit; font-size: .85rem; padding: .35rem .8rem; margin: .3rem 0; color: var(--text);
  background: var(--back); border: 1px solid var(--line); border-radius: .3rem; cursor: pointer; }
summary { cursor: pointer; padding: .3rem 0; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--soft); padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; }
td:first-child { white-space: nowrap; }
@media (max-width: 40rem) {
  thead { position: absolute; left: -99rem; }
  tr, td, td:first-child { display: block; border: 0; padding: 0; white-space: normal; }
  tr { border-bottom: 1px solid var(--line); padding: .4rem 0; }
}
@media print { pre { max-height: none; } button { display: none; } }
`;

/** Buttons are hidden until this runs. Outside a secure context there is no clipboard; the text is selected then. */
const SCRIPT = `
for (const button of document.querySelectorAll('button[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const source = document.getElementById(button.dataset.copy);
    let done = false;
    try {
      await navigator.clipboard.writeText(source.textContent);
      done = true;
    } catch {
      getSelection().selectAllChildren(source);
      done = document.execCommand('copy');
    }
    const name = button.textContent;
    button.textContent = done ? 'Copied' : 'Selected: copy it with the keyboard';
    setTimeout(() => { button.textContent = name; }, 2000);
  });
}
`;
