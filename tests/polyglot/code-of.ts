import type { LanguageName } from '../../codegen/emitters/polyglot/language.js';

/** What stands in a file besides comments and strings, as the language itself would tell them apart. */
export function codeOf(language: LanguageName, text: string): string {
  return text.replace(NOT_CODE[language], ' ').replace(/\s+/g, ' ');
}

const QUOTED = '"(?:[^"\\\\\\n]|\\\\.)*"';

const NOT_CODE: Readonly<Record<LanguageName, RegExp>> = {
  python: new RegExp(`"""(?:[^"\\\\]|\\\\[^]|"(?!""))*"""|${QUOTED}|#.*`, 'g'),
  go: new RegExp(`${QUOTED}|\`[^\`]*\`|//.*`, 'g'),
  // Java reads the escapes of Unicode before anything else, so none may stand outside of a string.
  java: new RegExp(`${QUOTED}|'\\\\t'|//.*|/\\*(?:[^\\\\*]|\\*(?!/))*\\*/`, 'g'),
  rust: new RegExp(`${QUOTED}|//.*`, 'g'),
};
