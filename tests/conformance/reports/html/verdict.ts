import type { VerifyResult } from '../../result.js';
import { type VerdictWord, verdictWord } from '../../verdict-word.js';
import {
  type ClauseState,
  clauseOutcomes,
  commandOf,
  type ReportOptions,
  standingOf,
  stateOf,
  unfinished,
} from '../report.js';
import { counted } from '../text.js';
import { html, type Markup, nothing } from './markup.js';
import { copied, heading, LOOKS, type Look } from './parts.js';

const WORD_LOOKS: Readonly<Record<VerdictWord, Look['look']>> = {
  DIED: 'bad',
  BROKEN: 'bad',
  STOPPED: 'warn',
  'NOTHING TRIED': 'warn',
  HOLDS: 'good',
};

export function verdictOf(result: VerifyResult): Pick<Look, 'word' | 'look'> {
  const word = verdictWord(result);
  return { word, look: WORD_LOOKS[word] };
}

/** What comes first: the verdict, what it was about, and how many of the clauses came to what. */
export function verdictHeader(
  result: VerifyResult,
  options: ReportOptions,
  level: number,
  id: string,
): Markup {
  const { role, target, subject, stats, died, stale } = result;
  const { word, look } = verdictOf(result);
  return html`<header class="verdict ${look}">
<p class="word">${word}</p>
${heading(level, html`<code>${target}</code> as a ${role} of ${subject}`, id)}
<p>${countsText(result)}</p>
${clauseBar(result)}
${facts(result)}
${died === undefined ? nothing : html`<p class="note bad">The target came down: ${died}</p>`}
${stats.interrupted && died === undefined ? html`<p class="note warn">${unfinished(result)}</p>` : nothing}
${stale.map(
  ({ limitation, covers }) =>
    html`<p class="note bad">The limitation ${limitation} no longer shows: nothing was found under ${covers.join(', ')}. Take it off the list.</p>`,
)}
${commandOf(result, options) === '' ? nothing : copied('How it was run', `${commandOf(result, options)} --seed ${result.seed}`, `${id}-command`)}
</header>`;
}

export function countsText(result: VerifyResult): string {
  const { findings, known, level, coverage } = result;
  const failing = findings.filter((each) => standingOf(each, result) === 'failing');
  const clauses = new Set(failing.map(({ clause }) => clause)).size;
  const tried = coverage.filter(({ state }) => state === 'tested').length;
  return [
    failing.length === 0
      ? `No finding at ${level} or above`
      : `${counted(failing.length, 'finding')} at ${level} or above, in ${counted(clauses, 'clause')}`,
    ...(findings.length === failing.length ? [] : [`${findings.length - failing.length} below or contested`]),
    ...(known.length === 0 ? [] : [`${known.length} known`]),
    `${tried} of ${counted(coverage.length, 'clause')} tried`,
  ].join(' · ');
}

const STATES: readonly ClauseState[] = ['failed', 'pardoned', 'known', 'passed', 'not-covered'];

/** All clauses as one bar, cut by what came of them, with the numbers in words below it. */
export function clauseBar(result: VerifyResult): Markup {
  const states = clauseOutcomes(result).map(stateOf);
  const parts = STATES.map((state) => ({ state, n: states.filter((each) => each === state).length }));
  let at = 0;
  const slices = parts.map(({ state, n }) => {
    const x = at;
    at += n;
    return html`<rect class="${LOOKS[state].look}" x="${x}" width="${n}" height="1"/>`;
  });
  return html`<svg class="bar clauses" viewBox="0 0 ${Math.max(states.length, 1)} 1" preserveAspectRatio="none" aria-hidden="true">${slices}</svg>
<p class="legend">${parts.map(({ state, n }) =>
    n === 0
      ? nothing
      : html`<span class="chip ${LOOKS[state].look}">${LOOKS[state].sign} ${LOOKS[state].word} <strong>${n}</strong></span> `,
  )}</p>`;
}

function facts({ role, mode, view, edition, seed, runs, shard, stats }: VerifyResult): Markup {
  const known: readonly (readonly [string, string])[] = [
    ['mode', mode],
    ...(view === undefined ? [] : [['handed', view === 'wire' ? 'parsed JSON' : 'decoded values'] as const]),
    ['edition', edition],
    ['seed', String(seed)],
    [role === 'server' ? 'requests' : 'cases', stats.cases.toLocaleString('en')],
    ['checks', `${stats.checks.toLocaleString('en')}, up to ${runs.toLocaleString('en')} cases each`],
    ['time', `${(stats.milliseconds / 1000).toFixed(1)} s`],
    ...(shard === undefined ? [] : [['shard', `${shard.index} of ${shard.count}`] as const]),
  ];
  return html`<dl class="facts">${known.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div> `)}</dl>`;
}
