import type { StatementStructures } from 'ts-morph';
import type { Contract } from '../contract.js';
import type { Names } from '../names.js';

/** What an emitter reads. */
export interface Emission {
  readonly contract: Contract;
  readonly names: Names;
  /** The whole OpenAPI document, every reference inside it. */
  readonly bundled: unknown;
  /** The code that no contract changes, which the output carries along. */
  readonly runtime: readonly TextFile[];
}

/** A file to be: TypeScript as ts-morph structures, or text that is ready. Paths are relative, with `/`. */
export type EmittedFile = TypeScriptFile | TextFile;

export interface TypeScriptFile {
  readonly kind: 'typescript';
  readonly path: string;
  /** One sentence that heads the file. */
  readonly doc: string;
  readonly statements: readonly Statement[];
}

export type Statement = string | StatementStructures;

/** A file with its whole text. */
export interface TextFile {
  readonly kind: 'text';
  readonly path: string;
  readonly text: string;
}

/** An emitter is a pure function of the contract. */
export type Emitter = (emission: Emission) => readonly EmittedFile[];
