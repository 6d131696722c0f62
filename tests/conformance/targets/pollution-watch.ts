const shared = {
  'Object.prototype': Object.prototype,
  'Array.prototype': Array.prototype,
  'Function.prototype': Function.prototype,
  Object,
} as const;

type Holder = keyof typeof shared;

/** Names what is new on the objects that all code of a thread shares, and removes it, so that the next case starts clean. */
export type PollutionWatch = () => readonly string[];

/** What is there now is no news. */
export function watchPollution(): PollutionWatch {
  const known = listed();
  return () => {
    const now = listed();
    const news: string[] = [];
    for (const holder of HOLDERS) {
      if (now[holder].length === known[holder].length) continue;
      const added = now[holder].filter((key) => !known[holder].includes(key));
      for (const key of added) Reflect.deleteProperty(shared[holder], key);
      // What cannot be removed is told once.
      known[holder] = keysOf[holder]();
      news.push(...added.map((key) => `${holder}.${String(key)}`));
    }
    return news;
  };
}

const HOLDERS = Object.keys(shared) as readonly Holder[];

/**
 * Of the one that everything inherits from all properties count. To list those of the others takes longer than all the
 * rest that is done for a call, so only what an assignment makes is looked for there: enumerable ones.
 */
const keysOf: Readonly<Record<Holder, () => readonly PropertyKey[]>> = {
  'Object.prototype': () => Reflect.ownKeys(Object.prototype),
  'Array.prototype': () => Object.keys(Array.prototype),
  'Function.prototype': () => Object.keys(Function.prototype),
  Object: () => Object.keys(Object),
};

function listed(): Record<Holder, readonly PropertyKey[]> {
  return {
    'Object.prototype': keysOf['Object.prototype'](),
    'Array.prototype': keysOf['Array.prototype'](),
    'Function.prototype': keysOf['Function.prototype'](),
    Object: keysOf.Object(),
  };
}
