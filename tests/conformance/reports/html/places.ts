import type { ClauseCoverage, Place, TriedCheck, VerifyResult } from '../../result.js';
import { type ClauseOutcome, type ClauseState, clauseOutcomes, stateOf } from '../report.js';
import { counted } from '../text.js';
import type { Ids } from './findings.js';
import { html, type Markup, nothing, prose } from './markup.js';
import { heading, LOOKS, type Look, link } from './parts.js';

/** A clause as it was tried, at one place or in general. */
interface Entry {
  readonly coverage: ClauseCoverage;
  readonly state: ClauseState | 'observed';
  readonly tried: string;
}

/** What the response holds as a tree, each clause at its place, coloured by what came of it. */
export function placesSection(result: VerifyResult, level: number, ids: Ids): Markup {
  const entries = entriesOf(result);
  const broken = new Set(result.findings.map(({ clause }) => clause));
  const show = (list: readonly Entry[]): Markup => clauseList(list, broken, ids);
  const { places } = result;
  return html`<section>
${heading(level, html`Clauses, where they apply <span class="count">${result.coverage.length}</span>`, ids.section('places'))}
<p class="legend">${Object.values(LOOKS).map(({ sign, word, look }) => html`<span class="chip ${look}">${sign} ${word}</span> `)}</p>
${places.length === 0 ? nothing : html`<ul class="tree">${tree(places, entries.at, show)}</ul>`}
${entries.general.length === 0 ? nothing : html`<p class="label">${places.length === 0 ? 'All clauses' : 'Beyond single values'}</p>${show(entries.general)}`}
</section>`;
}

interface Entries {
  readonly at: (place: Place) => readonly Entry[];
  readonly general: readonly Entry[];
}

function entriesOf(result: VerifyResult): Entries {
  const outcomes = new Map(clauseOutcomes(result).map((outcome) => [outcome.clause, outcome]));
  const siteOf = placing(result.places);
  const own = new Map<string, Entry[]>();
  const general: Entry[] = [];
  for (const coverage of result.coverage) {
    const outcome = outcomes.get(coverage.clause);
    if (outcome === undefined) continue;
    const entry = { coverage, state: overall(outcome, result), tried: triedText(outcome) };
    const site = siteOf(coverage.clause);
    if (site === undefined) general.push(entry);
    else own.set(site, [...(own.get(site) ?? []), entry]);
  }
  const checks = checksBySite(result);
  return {
    general,
    at: ({ site }) => [
      ...(own.get(site) ?? []),
      ...(checks.get(site) ?? []).flatMap((check): readonly Entry[] => {
        const outcome = outcomes.get(check.clause);
        const coverage = result.coverage.find((each) => each.clause === check.clause);
        if (outcome === undefined || coverage === undefined || siteOf(check.clause) !== undefined) return [];
        return [{ coverage, state: stateOfCheck(check, outcome), tried: counted(check.cases, 'case') }];
      }),
    ],
  };
}

/** The place of a clause about values; undefined for what is said of the exchange. */
function placing(places: readonly Place[]): (clause: string) => string | undefined {
  const sites = new Set(places.map(({ site }) => site));
  const byShape = new Map(places.flatMap(({ site, shape }) => (shape === null ? [] : [[shape, site]])));
  return (clause) => {
    const [site = '', rule] = clause.split('#');
    if (rule === 'closed') return byShape.get(site);
    return sites.has(site) ? site : undefined;
  };
}

/** Checks whose variant ends with the place that they are about; one for each clause, the worst. */
function checksBySite({ tried, places }: VerifyResult): ReadonlyMap<string, readonly TriedCheck[]> {
  const found = new Map<string, readonly TriedCheck[]>();
  const sites = new Set(places.map(({ site }) => site));
  for (const check of tried) {
    const variant = check.check.split('~')[1] ?? '';
    const site = [variant, variant.slice(variant.indexOf('-') + 1)].find((each) => sites.has(each));
    if (site === undefined) continue;
    const others = found.get(site) ?? [];
    const same = others.find((each) => each.clause === check.clause);
    if (same === undefined) found.set(site, [...others, check]);
    else if (check.state === 'broken')
      found.set(
        site,
        others.map((each) => (each === same ? check : each)),
      );
  }
  return found;
}

function stateOfCheck({ check, state }: TriedCheck, outcome: ClauseOutcome): Entry['state'] {
  const isIt = (each: { readonly check: string }): boolean => each.check === check;
  if (outcome.failing.some(isIt)) return 'failed';
  if (outcome.pardoned.some(isIt)) return 'pardoned';
  if (outcome.known.some(({ finding }) => isIt(finding))) return 'known';
  if (state === 'blocked') return 'not-covered';
  return state === 'observed' ? 'observed' : 'passed';
}

function overall(outcome: ClauseOutcome, { behaviours }: VerifyResult): Entry['state'] {
  const state = stateOf(outcome);
  return state === 'passed' && behaviours.some(({ clause }) => clause === outcome.clause)
    ? 'observed'
    : state;
}

function triedText({ notCovered, cases }: ClauseOutcome): string {
  return notCovered ?? counted(cases, 'case');
}

/** The places from one on that lie at its depth or below, as list items. */
function tree(
  places: readonly Place[],
  entriesAt: (place: Place) => readonly Entry[],
  show: (list: readonly Entry[]) => Markup,
): readonly Markup[] {
  const depth = Math.min(...places.map((place) => place.depth));
  const starts = places.flatMap((place, at) => (place.depth === depth ? [at] : []));
  return starts.map((start, index) => {
    const [place, ...inner] = places.slice(start, starts[index + 1]);
    if (place === undefined) return nothing;
    const entries = entriesAt(place);
    const name = html`<code class="name">${place.name}</code> <span class="type">${place.type}${place.required && place.depth > 0 ? ', required' : ''}</span>`;
    const label =
      entries.length === 0
        ? html`<p>${name}</p>`
        : html`<details><summary>${name} ${entries.map(chip)}</summary>${show(entries)}</details>`;
    return html`<li>${label}${inner.length === 0 ? nothing : html`<ul>${tree(inner, entriesAt, show)}</ul>`}</li>
`;
  });
}

function chip({ coverage, state }: Entry): Markup {
  const { sign, word, look }: Look = LOOKS[state];
  const rule = coverage.clause.slice(coverage.clause.indexOf('#') + 1);
  return html`<span class="chip ${look}">${sign} ${rule}<span class="unseen">: ${word}.</span></span> `;
}

function clauseList(entries: readonly Entry[], broken: ReadonlySet<string>, ids: Ids): Markup {
  return html`<ul class="clauses">${entries.map(({ coverage, state, tried }) => {
    const { sign, word, look } = LOOKS[state];
    const { clause, level, title, source, basis, contested } = coverage;
    const id = broken.has(clause) ? html`<a href="#${ids.clause(clause)}">${clause}</a>` : html`${clause}`;
    return html`<li class="${look}"><span class="sign" aria-hidden="true">${sign}</span> <span class="said"><span class="unseen">${word}: </span>${prose(title)}
<span class="details"><code>${id}</code> · ${level}${contested === undefined ? '' : ', contested'} · ${tried} · ${basis}: ${link(source.url, source.title)}</span></span></li>
`;
  })}</ul>`;
}
