import type { Command } from 'commander';
import { nearest } from '../../codegen/nearest.js';
import { isUsageError, usageError } from '../../tests/conformance/index.js';
import { worstOf } from '../commands/campaign.js';
import { reportingMisuse } from '../commands/misuse.js';
import type { Pointer } from '../commands/target.js';
import { loadConfig } from '../config/apply.js';
import type { Mapping } from '../config/check.js';
import { problemIn } from '../config/check.js';
import type { Implementation, VerifyConfig, VerifyTarget } from '../config/index.js';
import { ROLES } from '../config/keys.js';
import { defaultsOf, fromConfig, givenTo, moduleFromConfig, valuesIn } from '../config/read.js';
import { EXIT } from '../exit.js';
import type { ClientFlags, Flags, ServerFlags, ValidatorFlags } from './flags.js';
import { conclude, type Outcome, print } from './outcome.js';
import { clientOutcome, validatorOutcome } from './pointed.js';
import { serverOutcome } from './server.js';

/** `verify` alone, and `verify targets NAME...`. */
export async function runTargets(names: readonly string[], command: Command): Promise<void> {
  await reportingMisuse(() => run(names, command));
}

interface Chosen {
  readonly name: string;
  readonly target: VerifyTarget;
}

async function run(names: readonly string[], command: Command): Promise<void> {
  const loaded = await loadConfig(command);
  const { targets = {}, ...common } = loaded?.config.verify ?? {};
  const chosen = chosenOf(names, targets, loaded?.file ?? null);
  const given = givenTo(command);
  if (given['baseline'] !== undefined && chosen.length > 1)
    throw usageError(
      `A baseline is of one target, and these are ${chosen.length}. Name one, or give each its \`baseline\` in ${loaded?.file}.`,
    );
  const file = loaded?.file ?? '';
  const own: Flags = {
    ...defaultsOf(command),
    ...valuesIn(command, file, common as Mapping, ['verify']),
    ...given,
  } as unknown as Flags;
  const outcomes: Outcome[] = [];
  const codes: number[] = [];
  for (const { name, target } of chosen) {
    try {
      const { flags, outcome } = await tried(name, target, common, file, command);
      if (outcomes.length > 0 && own.json !== true) process.stdout.write('\n');
      outcomes.push(outcome);
      codes.push(outcome.code);
      print(outcome, own);
      // A report that the command line asks for is one on all of them.
      if (given['report'] === undefined && target.report !== undefined)
        await conclude([outcome], { report: flags.report ?? [] });
      if (outcome.result.stopped === true) break;
    } catch (error) {
      if (!isUsageError(error)) throw error;
      console.error(chosen.length > 1 ? `${name}: ${error.message}` : error.message);
      codes.push(EXIT.misused);
    }
  }
  if (outcomes.length > 0) await conclude(outcomes, own);
  process.exitCode = worstOf(codes);
}

function chosenOf(
  names: readonly string[],
  targets: NonNullable<VerifyConfig['targets']>,
  file: string | null,
): readonly Chosen[] {
  const known = Object.keys(targets);
  const [first = ''] = names;
  const role = nearest(first, [...ROLES]);
  const roleHint = role === null ? '' : `Did you mean \`verify ${role}\`? `;
  if (file === null)
    throw usageError(
      `There is no config file that has targets. ${roleHint}Write \`verify validator MODULE\`, \`verify client MODULE\` or \`verify server URL\`, or give targets names in neptune-contract.config.ts.`,
    );
  if (known.length === 0)
    throw usageError(`${file} has no targets. ${roleHint}Give it some under \`verify.targets\`.`);
  const wrong = names.find((name) => !known.includes(name));
  if (wrong !== undefined) {
    const near = nearest(wrong, known);
    throw usageError(
      `${file} has no target ${wrong}. ${near === null ? roleHint : `Did you mean ${near}? `}It has ${known.join(', ')}.`,
    );
  }
  return (names.length === 0 ? known : [...new Set(names)]).flatMap((name) => {
    const target = targets[name];
    return target === undefined ? [] : [{ name, target }];
  });
}

/** Verifies a target with the options that its command would have. */
async function tried(
  name: string,
  target: VerifyTarget,
  common: Mapping,
  file: string,
  command: Command,
): Promise<{ readonly flags: Flags; readonly outcome: Outcome }> {
  const path = ['verify', 'targets', name];
  const flagsOf = (role: string): unknown => {
    const own = command.parent?.commands.find((each) => each.name() === role) ?? command;
    return {
      ...defaultsOf(own),
      ...valuesIn(own, file, common, ['verify']),
      ...valuesIn(own, file, target as unknown as Mapping, path),
      ...givenTo(command),
    };
  };
  if ('validator' in target) {
    const flags = flagsOf('validator') as ValidatorFlags;
    const pointer = pointerIn(file, target.validator, [...path, 'validator']);
    return { flags, outcome: await validatorOutcome(pointer, flags) };
  }
  if ('client' in target) {
    const flags = flagsOf('client') as ClientFlags;
    const pointer = pointerIn(file, target.client, [...path, 'client']);
    return { flags, outcome: await clientOutcome(pointer, flags) };
  }
  const flags = flagsOf('server') as ServerFlags;
  if (typeof target.server !== 'string')
    throw problemIn(file, { code: 'kind', path: [...path, 'server'], expected: 'the URL of a server' });
  return { flags, outcome: await serverOutcome(target.server, flags) };
}

function pointerIn(file: string, given: Implementation, path: readonly string[]): Pointer {
  if (typeof given === 'string') return { kind: 'module', module: moduleFromConfig(file, given) };
  const words: readonly unknown[] = Array.isArray(given) ? given : [];
  const [program, ...args] = words.filter((word) => typeof word === 'string');
  if (program === undefined || args.length + 1 !== words.length)
    throw problemIn(file, {
      code: 'kind',
      path,
      expected: 'MODULE#EXPORT, or a list of a program and its arguments',
    });
  const reached = (word: string): string =>
    /^\.\.?\//.test(word) ? fromConfig(file, word).replace(/^(?![./])/, './') : word;
  return { kind: 'program', command: [reached(program), ...args.map(reached)] };
}
