/** Deep enough for any schema a person writes, and far from the end of the stack. */
export const maximumDepth = 600;

/** A file of aliases to aliases ("a billion laughs") unfolds to more than this; real documents stay below. */
export const maximumAliased = 20_000;
