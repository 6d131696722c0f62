import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ts } from 'ts-morph';
import { ROOT } from '../../support/command.js';

/** A wording in the code: where it stands, and what texts it gives. */
export interface Wording {
  readonly place: string;
  readonly pattern: RegExp;
  /** As it stands in the code, with what it is filled with as `…`. */
  readonly text: string;
}

/** What the commands are made of. The wordings of problems of a spec are in a table of their own. */
const SOURCES = [
  ...['arguments.ts', 'program.ts', 'file-reasons.ts'],
  ...['commands', 'config', 'drift', 'generate', 'import', 'report', 'serve', 'validate', 'verify'],
].map((path) => join('scripts', path));
const OTHERS = ['tests/conformance', 'codegen/write/problems.ts'];

/** Who is told of what goes wrong. */
const TELLERS = new Set(['usageError', 'InvalidArgumentError', 'fail', 'bad']);
/** Functions that word something, by their names. */
const WORDERS =
  /^(?:configProblemText|targetProblemText|exportsText|wantedText|driverProblemText|mishapText|writeProblemText|whyNot|unknownOf|unknownWord|whatIsWrong|step|problemWith|readLine|readHello)$/;
/** Tables of words. */
const TABLES = /^(?:REASONS?|ADVICE|KIND|KINDS)$/;

/** Every wording of the commands. */
export function wordings(): readonly Wording[] {
  return [...SOURCES, ...OTHERS].flatMap(filesOf).flatMap(wordingsIn);
}

function filesOf(path: string): readonly string[] {
  const whole = join(ROOT, path);
  if (path.endsWith('.ts')) return [whole];
  return readdirSync(whole, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(whole, name));
}

function wordingsIn(file: string): readonly Wording[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (
      (ts.isCallExpression(node) || ts.isNewExpression(node)) &&
      (TELLERS.has(node.expression.getText()) || isTold(node))
    )
      found.push(...(node.arguments ?? []));
    if (ts.isFunctionDeclaration(node) && WORDERS.test(node.name?.text ?? '') && node.body)
      found.push(...resultsOf(node.body));
    if (ts.isVariableDeclaration(node) && TABLES.test(node.name.getText()) && node.initializer)
      found.push(node.initializer);
    // A mistake of a scenario.
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'text' && file.includes('serve'))
      found.push(node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(source);
  const texts = new Map(found.flatMap((node) => [...textsIn(node)]).map((text) => [text, text]));
  return (
    [...texts.keys()]
      // What has no words of its own is worded elsewhere, or names something.
      .filter((text) => /[a-z]{2,}.* .*[a-z]{2,}/i.test(text.replaceAll('…', '')))
      .map((text) => ({ place: relative(ROOT, file), text, pattern: patternOf(text) }))
  );
}

/** `console.error` of a text that is worded on the spot. */
function isTold(node: ts.CallExpression | ts.NewExpression): boolean {
  return node.expression.getText() === 'console.error';
}

function resultsOf(body: ts.Node): readonly ts.Node[] {
  const results: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node) && node.expression) results.push(node.expression);
    else ts.forEachChild(node, visit);
    if (ts.isVariableDeclaration(node) && node.initializer) results.push(node.initializer);
  };
  visit(body);
  return results;
}

/** The texts that stand in an expression, each once; what fills them in is `…`, and stands for itself besides. */
function* textsIn(node: ts.Node): Generator<string> {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
    yield node.text;
    return;
  }
  if (ts.isTemplateExpression(node))
    yield node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('');
  const inner: ts.Node[] = [];
  ts.forEachChild(node, (child) => void inner.push(child));
  for (const child of inner) yield* textsIn(child);
}

function patternOf(text: string): RegExp {
  const parts = text.split('…').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(parts.join('[\\s\\S]*?'));
}
