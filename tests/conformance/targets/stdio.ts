import { contract as committed } from '../../../generated/contract.js';
import type { Contract } from '../../../generated/runtime/contract.js';
import { operationOf } from '../model.js';
import { render } from '../render.js';
import { threw } from './judgement.js';
import { readJudgement, readReply } from './stdio-answers.js';
import type { Command } from './stdio-child.js';
import { inherited } from './stdio-environment.js';
import type { Hello } from './stdio-messages.js';
import { openPool, type PoolOptions } from './stdio-pool.js';
import { type DriverProblem, noAnswer } from './stdio-problems.js';
import type { ClientTarget, Judgement, NoAnswer, ValidatorTarget } from './target.js';

/** How a driver is started, and what it is about. */
export interface StdioOptions {
  readonly command: Command;
  /** The contract by which outputs are read; by default the one that this package was generated for. */
  readonly contract?: Contract;
  /** The operation that is called, where the contract has several. */
  readonly operation?: string;
  /**
   * What the environment of a driver has beside or instead (undefined: not at all) of what this process has: the
   * endpoint under the name that the driver's library looks for, credentials that are none. null: no call is to be
   * made yet.
   */
  readonly environment?: (endpoint: string | null) => Readonly<Record<string, string | undefined>>;
  /** Milliseconds until a driver must have said hello. Default 30000. */
  readonly startTimeout?: number;
}

/** A driver that has said hello, or why it has not. */
export type OpenedStdio<Target> =
  | { readonly ok: true; readonly target: Target; readonly hello: Hello }
  | { readonly ok: false; readonly problem: DriverProblem };

/** A client in any language: a program that speaks the protocol of PROTOCOL.md on its standard streams. */
export async function openStdioClient(options: StdioOptions): Promise<OpenedStdio<ClientTarget>> {
  const { contract = committed } = options;
  const operation = operationOf(contract, options.operation);
  const output = operation.output === null ? null : ({ kind: 'ref', name: operation.output } as const);
  const opened = await openPool(poolOptions(options));
  if (!opened.ok) return opened;
  const { hello, ask, close } = opened.pool;
  return {
    ok: true,
    hello,
    target: {
      name: nameOf(hello),
      close,
      async call(endpoint, input, timeout) {
        const message = { role: 'client', operation: operation.id, endpoint, input };
        const answer = await ask({
          endpoint,
          message,
          timeout,
          read: (reply, said) => readReply({ contract, output }, reply, said),
        });
        return answer.kind === 'reply' ? answer.reply : { outcome: noAnswer(answer.ending), polluted: [] };
      },
    },
  };
}

/**
 * A validator in any language. It is handed JSON text, so what no JSON can say (`hostile`, and the decoded view)
 * cannot be asked of it: such a request counts as one that threw.
 */
export async function openStdioValidator(options: StdioOptions): Promise<OpenedStdio<ValidatorTarget>> {
  const opened = await openPool(poolOptions(options));
  if (!opened.ok) return opened;
  const { hello, ask, close } = opened.pool;
  return {
    ok: true,
    hello,
    target: {
      name: nameOf(hello),
      takes: 'json',
      close,
      async judge({ shape, mode, view, value, text: given, hostile, twice }, timeout) {
        if (hostile !== null || view !== 'wire') {
          return {
            judgement: threw(new Error('JSON text cannot carry this value.')),
            again: null,
            mutated: null,
          };
        }
        const text = given ?? render(value, { space: '', first: 0, escape: 'non-ascii' });
        const once = async (): Promise<Judgement | NoAnswer> => {
          const message = { role: 'validator', shape, mode, text };
          const answer = await ask({ endpoint: null, message, timeout, read: readJudgement });
          return answer.kind === 'reply' ? answer.reply : noAnswer(answer.ending);
        };
        return { judgement: await once(), again: twice ? await once() : null, mutated: null };
      },
    },
  };
}

/** What both roles, and a dry run, start processes with. */
export function poolOptions(options: StdioOptions): PoolOptions {
  const { command, contract = committed, environment = () => ({}), startTimeout = 30_000 } = options;
  return {
    command,
    environment: (endpoint) => ({ ...inherited(process.env), ...environment(endpoint) }),
    views: contract.views.map((view) => view.name),
    startTimeout,
  };
}

function nameOf({ name, version }: Hello): string {
  return version === null ? name : `${name} ${version}`;
}
