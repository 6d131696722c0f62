/** `x-life-cycle`: how the answers of an operation about one thing follow each other. */
import type { ExchangeClause, LifeCycle, LifeTime, NamedShape, Source, Target } from '../contract.js';
import { entriesOf, memberOf, type Tree, textOf, tokensOf } from '../load/tree.js';
import { nearest } from '../nearest.js';
import { problemAt, quoted, type Report } from '../problems.js';
import type { OperationAt } from './operations.js';
import { attribution, checkSource } from './provenance.js';
import { demand, readInteger, readItems, readObject, readTexts, wrong } from './read.js';
import { inCode } from './titles.js';

/** A life cycle, and the source that it names. */
export interface LoweredLifeCycle {
  readonly lifeCycle: LifeCycle;
  readonly source: string | undefined;
}

const keys = [
  'source',
  'state',
  'initial',
  'terminal',
  'next',
  'restarts',
  'attempt',
  'constant',
  'constant-in-attempt',
  'rising',
  'times',
];
const timeKeys = ['start', 'elapsed', 'earliest', 'skew', 'ahead'];

/** What a place in the output may hold. */
type Wanted = 'any' | 'number' | 'time' | 'state';

interface Scope {
  readonly output: string | null;
  readonly shapes: ReadonlyMap<string, NamedShape>;
  readonly report: Report;
}

export function lowerLifeCycle(
  operation: OperationAt,
  output: string | null,
  shapes: ReadonlyMap<string, NamedShape>,
  sources: readonly Source[],
  report: Report,
): LoweredLifeCycle | null {
  const tree = memberOf(operation.tree, 'x-life-cycle');
  if (tree === undefined) return null;
  const scope: Scope = { output, shapes, report };
  const given = readObject(tree, 'x-life-cycle', keys, report);
  const sourceTree = given.get('source');
  const source = demand(
    sourceTree && checkSource(sourceTree, sources, report),
    tree,
    sourceTree,
    'source',
    report,
  );
  const stateTree = given.get('state');
  const state = demand(pointerOf(scope, stateTree, 'state'), tree, stateTree, 'state', report);
  if (state === undefined) return null;
  const states = statesAt(scope, state);
  const listed = (key: string): readonly string[] => readStates(given.get(key), key, states, report);
  const places = (key: string, wanted: Wanted): readonly string[] =>
    readItems(given.get(key), key, report).flatMap((item) => pointerOf(scope, item, wanted) ?? []);
  const lifeCycle: LifeCycle = {
    state,
    initial: listed('initial'),
    terminal: listed('terminal'),
    next: entriesOf(given.get('next')).map(([from, to]) => {
      if (states !== null && !states.includes(from)) unknownState(to, from, states, report);
      return { from, to: readStates(to, `next of ${quoted(from)}`, states, report) };
    }),
    restarts: listed('restarts'),
    attempt: pointerOf(scope, given.get('attempt'), 'number') ?? null,
    constant: places('constant', 'any'),
    constantInAttempt: places('constant-in-attempt', 'any'),
    rising: places('rising', 'number'),
    times: readItems(given.get('times'), 'times', report).flatMap((time) => lowerTime(scope, time) ?? []),
  };
  return { lifeCycle, source };
}

function lowerTime(scope: Scope, tree: Tree): LifeTime | null {
  const { report } = scope;
  const given = readObject(tree, 'a time', timeKeys, report);
  const number = (key: string): number | undefined =>
    demand(numberOf(readInteger(given.get(key), key, report)), tree, given.get(key), key, report);
  const start = demand(
    pointerOf(scope, given.get('start'), 'time'),
    tree,
    given.get('start'),
    'start',
    report,
  );
  const [earliest, skew, ahead] = [number('earliest'), number('skew'), number('ahead')];
  const elapsed = pointerOf(scope, given.get('elapsed'), 'number') ?? null;
  if (start === undefined || earliest === undefined || skew === undefined || ahead === undefined) return null;
  return { start, elapsed, earliest, skew, ahead };
}

function numberOf(integer: bigint | undefined): number | undefined {
  return integer === undefined ? undefined : Number(integer);
}

function readStates(
  tree: Tree | undefined,
  key: string,
  states: readonly string[] | null,
  report: Report,
): readonly string[] {
  const given = readTexts(tree, key, report) ?? [];
  for (const each of given)
    if (tree && states !== null && !states.includes(each)) unknownState(tree, each, states, report);
  return given;
}

function unknownState(tree: Tree, name: string, states: readonly string[], report: Report): void {
  report(
    problemAt(tree.place, { code: 'unknown-name', what: 'state', name, suggestion: nearest(name, states) }),
  );
}

/** The values of the state, where they are an enum's. */
function statesAt({ output, shapes }: Scope, pointer: string): readonly string[] | null {
  const target = targetAt(shapes, output, tokensOf(pointer) ?? []);
  return target?.kind === 'enum' ? target.values.map(({ value }) => value) : null;
}

/** The pointer of a runtime expression that names a member of the output, `$response.body#/NAME`, however deep. */
function pointerOf(scope: Scope, tree: Tree | undefined, wanted: Wanted): string | undefined {
  const { output, shapes, report } = scope;
  if (tree === undefined) return undefined;
  const pointer = /^\$response\.body#(\/.+)$/s.exec(textOf(tree) ?? '')?.[1];
  if (pointer === undefined) return wrong(tree, 'a place', '$response.body#/NAME', report);
  const target = targetAt(shapes, output, tokensOf(pointer) ?? []);
  if (target === undefined) {
    report(
      problemAt(tree.place, {
        code: 'unknown-name',
        what: 'member of the response',
        name: pointer,
        suggestion: null,
      }),
    );
    return undefined;
  }
  if (!fits(target, wanted)) return wrong(tree, 'a place', kinds[wanted], report);
  return pointer;
}

const kinds: Readonly<Record<Wanted, string>> = {
  any: 'a member',
  number: 'a member that holds a number or a timestamp',
  time: 'a member that holds a timestamp in epoch seconds',
  state: 'a member that holds a string',
};

function fits(target: Target | NamedShape, wanted: Wanted): boolean {
  switch (wanted) {
    case 'any':
      return true;
    case 'state':
      return target.kind === 'enum' || target.kind === 'string';
    case 'time':
      return target.kind === 'timestamp' && target.format === 'epoch-seconds';
    case 'number':
      return target.kind === 'integer' || target.kind === 'float' || fits(target, 'time');
  }
}

/** What structures hold at a path. Nothing is found inside a union, a list or a map, whose parts come and go. */
function targetAt(
  shapes: ReadonlyMap<string, NamedShape>,
  output: string | null,
  path: readonly string[],
): Target | NamedShape | undefined {
  let at: Target | NamedShape | undefined = output === null ? undefined : shapes.get(output);
  for (const name of path) {
    if (at?.kind !== 'structure') return undefined;
    const target: Target | undefined = at.members.find((member) => member.name === name)?.target;
    at = target?.kind === 'ref' ? shapes.get(target.name) : target;
  }
  return at;
}

/** One clause for each thing that a life cycle says. */
export function lifeCycleClauses(
  operation: OperationAt,
  lowered: LoweredLifeCycle | null,
  sources: readonly Source[],
): readonly ExchangeClause[] {
  if (lowered === null) return [];
  const { lifeCycle, source } = lowered;
  const { state, attempt, terminal, next, initial, constant, rising, times } = lifeCycle;
  const clause = (name: string, title: string, applies: boolean): readonly ExchangeClause[] => {
    const rule = `life-cycle:${name}`;
    const id = `${operation.id}#${rule}`;
    if (!applies) return [];
    return [{ kind: 'exchange', id, operation: operation.id, rule, ...attribution(source, sources), title }];
  };
  const figures = attempt === null ? rising : [attempt, ...rising];
  const settings = [...constant, ...lifeCycle.constantInAttempt];
  const ends = oneOf(terminal.map(inCode));
  return [
    ...clause('end-is-final', `${ends} is never left.`, terminal.length > 0),
    ...clause('end-is-still', `After ${ends} nothing changes.`, terminal.length > 0),
    ...clause(
      'transitions',
      `${inCode(last(state))} only goes where its present value can lead.`,
      next.length > 0 || initial.length > 0,
    ),
    ...clause('never-backwards', `Within an attempt none of ${names(figures)} falls.`, figures.length > 0),
    ...clause('settings-stay', `None of ${names(settings)} changes.`, settings.length > 0),
    ...clause(
      'plausible-times',
      `${names(times.map(({ start }) => start))} lies in the past, and so does what has elapsed since.`,
      times.length > 0,
    ),
  ];
}

function names(pointers: readonly string[]): string {
  return pointers.map((pointer) => inCode(last(pointer))).join(', ');
}

function last(pointer: string): string {
  return tokensOf(pointer)?.at(-1) ?? pointer;
}

function oneOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
