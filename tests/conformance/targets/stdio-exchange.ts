import { stringifyJson } from '../../../generated/runtime/json.js';
import { type Child, type Command, type Environment, startChild } from './stdio-child.js';
import { type Message, readLine } from './stdio-messages.js';
import type { Ending, Mishap } from './stdio-problems.js';

export type ReadAnswer<Reply> =
  | { readonly ok: true; readonly reply: Reply }
  /** Goes on from "an answer that". */
  | { readonly ok: false; readonly lacks: string };

export type Answered<Reply> =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'ended'; readonly ending: Ending };

/** Questions and answers with one process. */
export interface Exchange {
  readonly child: Child;
  readonly greet: (message: Message, timeout: number) => Promise<Answered<Message>>;
  /** Never rejects. Once a question had no answer, there must be no further one. */
  readonly ask: <Reply>(
    message: Message,
    read: (answer: Message) => ReadAnswer<Reply>,
    timeout: number,
  ) => Promise<Answered<Reply>>;
  /** Questions that are with it. */
  readonly load: () => number;
  /** Of no further use: it is gone, or broke the protocol, or is too late with an answer. */
  readonly spent: () => boolean;
  /** What it did wrong while no question was with it; told once. */
  readonly takeOffence: () => Ending | null;
}

interface Pending {
  answered: boolean;
  /** What the answer lacks, if it is none. */
  readonly take: (answer: Message) => string | null;
  readonly fail: (ending: Ending) => void;
}

/** The greeting has a number, too, which no question has. */
const GREETING = 0;

export function openExchange(command: Command, environment: Environment): Exchange {
  const pending = new Map<number, Pending>();
  /** No longer waited for; an answer may still come. */
  const givenUp = new Set<number>();
  let next = GREETING;
  let spent = false;
  let offence: Ending | null = null;
  const child = startChild(command, environment, { line: takeLine, ended: breakDown });

  function takeLine(text: string): void {
    const line = readLine(text);
    if (line.kind === 'no-message') {
      breakOff({ kind: 'no-message', line: text, lacks: line.lacks });
      return;
    }
    const [id, answer] = line.kind === 'hello' ? [GREETING, line.hello] : [line.id, line.answer];
    if (givenUp.delete(id)) return;
    const asked = pending.get(id);
    if (asked === undefined || asked.answered) {
      const known = line.kind === 'hello' || (id > GREETING && id < next);
      breakOff({ kind: known ? 'answered-twice' : 'unknown-id', id });
      return;
    }
    const lacks = asked.take(answer);
    if (lacks !== null) breakOff({ kind: 'no-answer', line: text, lacks });
  }

  function breakOff(mishap: Mishap): void {
    breakDown({ mishap, stderr: child.lastWords() });
  }

  /** It may live on, and be busy: none that is of no use is left to run beside the next. */
  function breakDown(ending: Ending): void {
    conclude(ending);
    void child.end(false);
  }

  function conclude(ending: Ending): void {
    spent = true;
    const concerned = [...pending.values()];
    if (concerned.length === 0) offence = ending;
    pending.clear();
    for (const each of concerned) each.fail(ending);
  }

  function put<Reply>(
    id: number,
    message: Message,
    read: (answer: Message) => ReadAnswer<Reply>,
    timeout: number,
  ): Promise<Answered<Reply>> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => giveUp(id, timeout), timeout);
      let failed = false;
      const asked: Pending = {
        answered: false,
        take(answer) {
          const got = read(answer);
          if (!got.ok) return got.lacks;
          clearTimeout(timer);
          asked.answered = true;
          // A second answer in the same breath, or garbage or an end right behind it, still belongs to this question.
          setImmediate(() => {
            if (failed) return;
            pending.delete(id);
            endIfIdle();
            resolve({ kind: 'reply', reply: got.reply });
          });
          return null;
        },
        fail(ending) {
          clearTimeout(timer);
          failed = true;
          resolve({ kind: 'ended', ending });
        },
      };
      pending.set(id, asked);
      child.send(stringifyJson(message));
    });
  }

  /** Other questions that are with it keep their own time; then it is ended. */
  function giveUp(id: number, milliseconds: number): void {
    const late = pending.get(id);
    pending.delete(id);
    givenUp.add(id);
    spent = true;
    endIfIdle();
    late?.fail({ mishap: { kind: 'silent', milliseconds }, stderr: child.lastWords() });
  }

  function endIfIdle(): void {
    if (givenUp.size > 0 && pending.size === 0) void child.end(false);
  }

  return {
    child,
    greet: (message, timeout) => put(next++, { hello: message }, (reply) => ({ ok: true, reply }), timeout),
    ask(message, read, timeout) {
      const id = next++;
      return put(id, { id, ...message }, read, timeout);
    },
    load: () => pending.size,
    spent: () => spent,
    takeOffence() {
      const told = offence;
      offence = null;
      return told;
    },
  };
}
