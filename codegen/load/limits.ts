/** Deep enough for any schema a person writes, and far from the end of the stack. */
export const maximumDepth = 600;

/** A file of aliases to aliases ("a billion laughs") unfolds to more than this; real documents stay below. */
export const maximumAliased = 20_000;

/** What is copied to where it is referred to: all but schemas, of files but the spec's own. */
export const maximumCopied = 1_000_000;

/** Alternatives that are merged with members beside them; choices within choices multiply them. */
export const maximumUnfolded = 5_000;
