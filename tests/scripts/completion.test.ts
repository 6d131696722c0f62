import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { provenLanguages } from '../../codegen/emitters/polyglot/index.js';
import { targetNames } from '../../codegen/targets.js';
import { suggestionsFor } from '../../scripts/completion/suggest.js';
import { programFor } from '../../scripts/program.js';
import { scenarios } from '../../scripts/serve/scenarios.js';
import { ran } from '../support/ran.js';

const CLI = join(import.meta.dirname, '..', '..', 'dist', 'scripts', 'cli.js');
const folder = mkdtempSync(join(tmpdir(), 'completion-'));
afterAll(() => rmSync(folder, { recursive: true }));

const program = await programFor(['help']);

/** What may stand in the place of the last word of a line, which an empty one ends where a space does. */
function suggested(line: string): readonly string[] {
  const { words, files } = suggestionsFor(program, line.split(' '));
  return [...words.map(({ name }) => name), ...(files ? ['FILES'] : [])];
}

test.each([
  ['', ['generate', 'verify', 'validate', 'serve', 'drift', 'import', 'report', 'completion', 'help']],
  ['verify ', ['validator', 'client', 'server', 'targets', 'help']],
  ['verify validator --mode ', ['tolerant', 'strict']],
  ['verify server --mode ', ['strict', 'tolerant']],
  ['verify client --level ', ['must', 'should', 'info']],
  ['verify client --report ', ['json=', 'junit=', 'sarif=', 'html=']],
  ['verify client --report html=', ['FILES']],
  ['verify client --operation ', ['GetImportTask']],
  ['verify client -- python3 ', ['FILES']],
  ['verify client --runs 5 --level ', ['must', 'should', 'info']],
  ['generate --edition ', ['latest']],
  ['generate --spec nowhere/api.yaml --edition ', []],
  ['generate --target ', targetNames],
  ['generate --target python,', targetNames.map((name) => `python,${name}`)],
  ['generate --spec ', ['FILES']],
  ['generate --operation A B --edition ', ['latest']],
  ['serve --scenario ', [...scenarios.map(({ name }) => name), 'FILES']],
  ['drift x --fail-on ', ['any', 'breaking', 'breaking-clients', 'breaking-servers', 'never']],
  ['validate ', ['FILES']],
  ['completion ', ['bash', 'zsh', 'fish', 'pwsh']],
])('%j goes on', (line, expected) => {
  expect(suggested(line)).toEqual(expected);
});

test('options are those of the command and of the program', () => {
  const options = suggested('serve --s');
  expect(options).toEqual(expect.arrayContaining(['--scenario', '--speed', '--state', '--config']));
  expect(options).not.toContain('--runs');
});

test('the targets are the languages that there are', () => {
  const names = provenLanguages.flatMap(({ name }) => [name, `${name}:strict`]);
  expect(targetNames).toEqual(expect.arrayContaining(names));
});

describe('bash', () => {
  /** As bash asks at a tab, with the command in its PATH. */
  function replies(line: string): readonly string[] {
    const bin = join(folder, 'neptune-contract');
    writeFileSync(bin, `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`);
    chmodSync(bin, 0o755);
    const script = `
      source <(neptune-contract completion bash) || exit 1
      COMP_LINE=$1
      COMP_POINT=\${#COMP_LINE}
      read -ra COMP_WORDS <<< "$COMP_LINE"
      [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
      COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
      complete -p neptune-contract >&2
      _neptune-contract_completion
      printf '%s\\n' "\${COMPREPLY[@]}"`;
    const env = { ...process.env, PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` };
    const output = execFileSync('bash', ['--norc', '-c', script, 'bash', line], {
      ...{ env, encoding: 'utf8', timeout: 60_000 },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return output.split('\n').filter((word) => word !== '');
  }

  test.each([
    ['neptune-contract ver', ['verify']],
    ['neptune-contract serve --scenario unknown-', ['unknown-status', 'unknown-union-member']],
    ['neptune-contract generate --ed', ['--edition']],
    ['neptune-contract generate --target java,py', ['java,python', 'java,python:strict']],
  ])('%s', (line, expected) => {
    expect(replies(line)).toEqual(expected);
  });
});

test.each([
  ['bash', /^ *complete -o default -F _neptune-contract_completion neptune-contract$/m],
  ['zsh', /^#compdef neptune-contract\n[\s\S]*_describe 'values' reply/],
  ['fish', /^complete -f -d 'neptune-contract' -c neptune-contract -a /m],
  ['pwsh', /Register-ArgumentCompleter/],
])('the script of %s asks the command', async (shell, expected) => {
  const { code, stdout, stderr } = await ran(['completion', shell], folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(expected);
  expect(stdout).toMatch(/(?:neptune-contract|\$Program) completion-server/);
});
