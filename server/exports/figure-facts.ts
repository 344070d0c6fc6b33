import type { Cell, Empty } from '#figure/cell.ts';
import { emptyWords } from '#figure/cell.ts';
import { lostWords } from '#figure/counted.ts';
import type { Comparison, Figure } from '#figure/figure.ts';
import { sentences } from '#figure/findings/words.ts';
import { writeCell } from '#figure/format.ts';
import { dateWords } from '#figure/month.ts';

/** One line of what a file says about a figure. */
export interface Fact {
  readonly term: string;
  readonly words: string;
}

/** `Case data to 30 September 2026; wellbeing ...`: the last day of each feed that is there. */
export function dataToWords({ provenance }: Figure): string {
  const feeds = Object.entries(provenance.dataTo).flatMap(([feed, to]) =>
    to ? [`${feed} to ${dateWords(to)}`] : [],
  );
  return feeds.length > 0 ? feeds.join('; ') : 'no feed has a closing date';
}

/** `5 October 2026, 09:00 UTC`. */
export const madeWords = (instant: string): string =>
  `${dateWords(instant.slice(0, 10))}, ${instant.slice(11, 16)} UTC`;

/** How the intervals of the columns were made, each method once. */
export function intervalWords(figure: Figure): string {
  const methods = figure.columns.flatMap(({ interval }) =>
    interval ? [`${Math.round(interval.level * 1000) / 10}%, ${interval.method}`] : [],
  );
  return [...new Set(methods)].join('; ');
}

/** What every file carries on its face and in its metadata (metrics.md 1.1), in order. */
export function factsOf(figure: Figure): readonly Fact[] {
  const { provenance } = figure;
  const intervals = intervalWords(figure);
  return [
    { term: 'Cohort', words: figure.cohort.words },
    { term: 'Source', words: provenance.source },
    ...(provenance.assumptions ? [{ term: 'Assumes', words: provenance.assumptions }] : []),
    { term: 'Data', words: dataToWords(figure) },
    ...(intervals === '' ? [] : [{ term: 'Intervals', words: intervals }]),
    { term: 'Small numbers', words: provenance.policyWords },
    {
      term: 'Versions',
      words: `figure ${provenance.metric} version ${provenance.metricVersion}; data ${provenance.dataVersion}`,
    },
    { term: 'Made', words: madeWords(provenance.generatedAt) },
    { term: 'Verification code', words: provenance.code },
    ...(provenance.demonstration
      ? [{ term: 'Demonstration', words: 'Made from invented people; nothing here is real.' }]
      : []),
  ];
}

/** Facts every figure of a report shares: said once, on its first page. */
export function sharedFacts(figures: readonly Figure[]): readonly Fact[] {
  const [first, ...rest] = figures.map(factsOf);
  return (first ?? []).filter(({ term, words }) =>
    rest.every((facts) => facts.some((fact) => fact.term === term && fact.words === words)),
  );
}

/** Terms every picture and slide prints small; the rest goes into notes and metadata. */
export function sourceLines(figure: Figure): readonly string[] {
  const { provenance } = figure;
  return [
    ...(provenance.demonstration
      ? ['Demonstration data: invented people, nothing here is real.']
      : []),
    `${figure.cohort.words}.`,
    ...(provenance.assumptions ? [`Modelled. ${provenance.assumptions}`] : []),
    `Source: ${provenance.source}; data: ${dataToWords(figure)}.`,
    provenance.policyWords,
    `Verification code ${provenance.code}; figure ${provenance.metric} version ${provenance.metricVersion}; data ${provenance.dataVersion}; made ${madeWords(provenance.generatedAt)}.`,
  ];
}

/** Who was counted, step by step, and how many were not and why; some of these count elsewhere. */
export function flowLines(figure: Figure): readonly string[] {
  const count = (cell: Cell): string => writeCell(cell, { format: 'count' });
  return figure.flow.map(({ label, n, lost = [] }) => {
    const out = lost.map((each) => lostWords(each.n, each.label));
    return `${label}: ${count(n)}${out.length > 0 ? ` (the rest: ${out.join('; ')})` : ''}`;
  });
}

/** The kinds of empty a figure holds, in the order of the table. */
export function emptiesOf(figure: Figure): readonly Empty[] {
  const all = [
    ...figure.rows,
    ...(figure.total ? [figure.total] : []),
    ...(figure.comparison?.rows ?? []),
  ];
  const found = all.flatMap((row) =>
    Object.values(row.cells).flatMap(({ value, state }) =>
      value === null && state && state !== 'zero' ? [state] : [],
    ),
  );
  return [...new Set(found)];
}

/** `[c] not shown (small numbers); [z] not yet due`, or nothing. */
export function shorthandWords(figure: Figure): string {
  return emptiesOf(figure)
    .map((state) => `${emptyWords[state].shorthand} ${emptyWords[state].words}`)
    .join('; ');
}

/** The finding of a comparison, naming the other cohort once; that alone where nothing was found. */
export function comparisonWords({ finding, cohort }: Comparison): string {
  if (finding.includes(cohort.words)) return finding;
  return sentences(finding, `Compared with: ${cohort.words}.`);
}

/** Warnings of the picture's limits, the finding of a comparison, and what the figure does not show. */
export function readingNotes(figure: Figure): readonly string[] {
  const { chart, comparison, late, message } = figure;
  const warnings = [chart.xmr?.warning, chart.funnel?.warning].filter(
    (each) => typeof each === 'string',
  );
  return [
    ...(message ? [message.wayOut] : []),
    ...(late ? [late] : []),
    ...(comparison ? [comparisonWords(comparison)] : []),
    ...warnings,
    ...(figure.rounding ? [figure.rounding] : []),
    ...figure.caveats,
  ];
}

const sentence = (words: string): string => (/[.!?]$/.test(words) ? words : `${words}.`);

/** What an explanation of the figure holds, for speaker notes and document notes. */
export function methodLines(figure: Figure): readonly string[] {
  const references = figure.chart.references ?? [];
  return [
    figure.definition,
    ...readingNotes(figure),
    ...references.map(({ label, source }) => `${label}. Source: ${sentence(source)}`),
    ...figure.notes.map(({ date, text }) => `${dateWords(date)}: ${text}`),
  ];
}
