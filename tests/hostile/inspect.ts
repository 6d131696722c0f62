import { ts } from 'ts-morph';
import type { GeneratedFile } from '../../codegen/print.js';
import { TRIPWIRE } from './texts.js';

/** What is wrong with generated files as text and as syntax; empty where all is as the emitters meant it. */
export function complaints(files: readonly GeneratedFile[]): readonly string[] {
  return files.flatMap((file) => {
    const found = characters(file.text);
    if (file.path.endsWith('.ts')) found.push(...syntax(file));
    if (file.path.endsWith('.json')) found.push(...json(file.text));
    return found.map((what) => `${file.path}: ${what}`);
  });
}

/** Control characters, line separators, characters that turn the direction of text, and halves of characters. */
const UNPRINTABLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]/u;

function characters(text: string): string[] {
  const found = UNPRINTABLE.exec(text);
  if (found === null) return [];
  const line = text.slice(0, found.index).split('\n').length;
  return [`U+${found[0].codePointAt(0)?.toString(16).padStart(4, '0')} in line ${line}`];
}

function json(text: string): readonly string[] {
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    return [String(error)];
  }
}

function syntax(file: GeneratedFile): readonly string[] {
  const source = parse(file);
  const diagnostics = (source as unknown as { readonly parseDiagnostics: readonly ts.Diagnostic[] })
    .parseDiagnostics;
  const found = diagnostics.map((each) => {
    const { line } = source.getLineAndCharacterOfPosition(each.start ?? 0);
    return `line ${line + 1}: ${ts.flattenDiagnosticMessageText(each.messageText, ' ')}`;
  });
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      const from = node.moduleSpecifier;
      if (
        from !== undefined &&
        ts.isStringLiteral(from) &&
        !/^(\.{1,2}\/[\w./-]+\.js|fast-check)$/.test(from.text)
      )
        found.push(`imports ${from.text}`);
    }
    const callee = ts.isCallExpression(node) ? node.expression : undefined;
    if (callee !== undefined && callee.kind === ts.SyntaxKind.ImportKeyword) found.push('calls import()');
    if (ts.isPropertyAccessExpression(node) && node.name.text === TRIPWIRE) found.push('names the tripwire');
    if (ts.isIdentifier(node) && node.text === TRIPWIRE && !isNameOnly(node))
      found.push('names the tripwire');
    ts.forEachChild(node, visit);
  };
  visit(source);
  if (source.referencedFiles.length + source.typeReferenceDirectives.length > 0)
    found.push('refers to a file');
  return found;
}

function isNameOnly(node: ts.Identifier): boolean {
  return ts.isPropertyAssignment(node.parent) || ts.isPropertySignature(node.parent);
}

/**
 * The syntax tree of a file without names and texts: two specs that differ in texts alone have the same.
 * Names of members are written in several ways, and are all one here.
 */
export function outline(file: GeneratedFile): string {
  const parts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
      parts.push('(Access');
      visit(node.expression);
      if (ts.isElementAccessExpression(node) && !ts.isStringLiteral(node.argumentExpression))
        visit(node.argumentExpression);
    } else if (ts.isPropertyName(node) && isMemberName(node)) {
      parts.push('(Name');
    } else if (ts.isBlock(node)) {
      // Braces around one statement come and go with the length of its line.
      ts.forEachChild(node, visit);
      return;
    } else {
      parts.push(`(${ts.SyntaxKind[node.kind]}`);
      ts.forEachChild(node, visit);
    }
    parts.push(')');
  };
  visit(parse(file));
  return parts.join('');
}

function isMemberName(node: ts.PropertyName): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isMethodDeclaration(parent)) &&
    parent.name === node
  );
}

function parse(file: GeneratedFile): ts.SourceFile {
  return ts.createSourceFile(file.path, file.text, ts.ScriptTarget.ES2022, true);
}
