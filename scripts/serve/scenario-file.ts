import { LineCounter, parseDocument } from 'yaml';
import { usageError } from '../../tests/conformance/selection.js';
import { mistakesIn } from './rules.js';
import type { Scenario } from './scenario.js';

/** A scenario as YAML or JSON. Throws a usage error with the place of each mistake. `file` is for messages. */
export function parseScenario(text: string, file: string): Scenario {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  if (document.errors.length > 0)
    throw usageError(document.errors.map(({ pos, message }) => `${place(pos[0])}: ${message}`).join('\n'));
  // Aliases that unfold without end are refused by the parser, with an error of its own.
  const given: unknown = document.toJS({ maxAliasCount: 100 });
  const mistakes = mistakesIn(given);
  if (mistakes.length === 0) return given as Scenario;
  throw usageError(
    mistakes.map(({ path, text: what }) => `${place(offsetOf(document, path))}: ${what}`).join('\n'),
  );
}

type Parsed = ReturnType<typeof parseDocument>;

/** Where a path is, or the nearest thing around it that is there. */
function offsetOf(document: Parsed, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { range?: readonly number[] } | undefined;
    if (node?.range?.[0] !== undefined) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}
