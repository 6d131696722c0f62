/** A wrong use of a command, and what it says. */
export interface Row {
  /** As in a shell, behind `neptune-contract`. PORT is one that is in use, SPEC the packaged spec, MODEL an official one. */
  readonly typed: string;
  /** What lies in the folder, by path: text, bytes, or null for an empty folder. */
  readonly given?: Readonly<Record<string, string | Uint8Array | null>>;
  readonly stdin?: string;
  /** Standard error, whole; FOLDER is the working folder, PACKAGE that of this package. */
  readonly says: string;
  readonly code: 1 | 2;
}
