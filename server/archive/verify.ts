import type { Figure } from '#figure/figure.ts';
import { dateWords } from '#figure/month.ts';
import { policiesOffered } from '../access/scope.ts';
import { answerFigure } from '../answers/answer.ts';
import type { Asking } from '../answers/asking.ts';
import { HttpError } from '../http-error.ts';
import { parseFigureQuery, parseMetric } from '../routes/figure-query.ts';
import { differencesOf } from './compare-figures.ts';
import type { Difference } from './compare-figures.ts';
import { isListOfCases } from './keep.ts';
import type { FigureRecord, Issue } from './records.ts';

/** What a code stands for, as far as the asker's role goes. */
export interface Verification {
  readonly code: string;
  readonly title: string;
  readonly subtitle: string;
  readonly cohort: string;
  readonly policy: string;
  readonly dataVersion: string;
  readonly dataTo: Figure['provenance']['dataTo'];
  readonly generatedAt: string;
  readonly demonstration: boolean;
  readonly issues: readonly {
    readonly at: string;
    readonly format: string;
    readonly who: string;
  }[];
  /** Null for those who may not see its numbers; `hidden` then says why. */
  readonly shown: Pick<Figure, 'headline' | 'columns' | 'rows' | 'total' | 'groupLabel'> | null;
  readonly hidden: string | null;
  /** What asking again gives today; null where the numbers may not be seen. */
  readonly today: Today | null;
}

export interface Today {
  /** Null when it can no longer be asked. */
  readonly same: boolean | null;
  readonly words: string;
  readonly reasons: readonly string[];
  readonly headline: string | null;
  readonly differences: readonly Difference[];
  /** How many numbers differ; `differences` holds the first of them. */
  readonly differ: number;
}

const mostDifferences = 100;

interface Question {
  readonly record: FigureRecord;
  readonly asking: Asking;
}

/**
 * Whether the asker could have the figure's numbers by asking for them: same policy, own rows. A list
 * of cases or of named workers is its manager's alone.
 */
function mayRead({ record, asking }: Question): boolean {
  const { viewer, snapshot, controlled } = asking;
  if (viewer.role === 'manager') return true;
  if (isListOfCases(record.figure) || record.figure.by === 'worker') return false;
  try {
    const { cohort } = parseFigureQuery(new URLSearchParams(record.question), snapshot, ['by']);
    return policiesOffered(viewer, cohort, { controlled }).includes(record.policy);
  } catch (failure) {
    // A place of the cohort is gone. A controlled figure was for everyone; an exact one was not.
    if (failure instanceof HttpError)
      return record.policy === controlled && viewer.role !== 'admin';
    throw failure;
  }
}

function hiddenWords({ record, asking }: Question): string {
  if (asking.viewer.role === 'admin') return 'Administrators see no figures.';
  if (isListOfCases(record.figure))
    return 'This was a list of cases for the service’s own manager. Its rows are not kept.';
  return record.policy === 'exact'
    ? 'This figure held exact numbers and was not for publication. Its numbers are not shown to you.'
    : 'This figure was made under another rule for small numbers. Its numbers are not shown to you.';
}

/** Why a figure asked again differs: what changed between the two, in words. */
function reasonsOf(then: Figure, now: Figure, records: boolean): readonly string[] {
  const [a, b] = [then.provenance, now.provenance];
  const reasons: string[] = [];
  if (a.dataVersion !== b.dataVersion) {
    const to = (date: string | null): string => (date ? ` (cases to ${dateWords(date)})` : '');
    reasons.push(
      `Newer data: then version ${a.dataVersion}${to(a.dataTo.cases)}, now ${b.dataVersion}${to(b.dataTo.cases)}. ` +
        'Referrals, scores or corrections arrived since.',
    );
  }
  if (a.metricVersion !== b.metricVersion)
    reasons.push(
      `The definition changed: version ${a.metricVersion} then, version ${b.metricVersion} now.`,
    );
  if (a.policyWords !== b.policyWords) reasons.push('The rule for small numbers changed.');
  if (records) reasons.push('This figure is read from lists that people settle between loads.');
  if (reasons.length === 0) reasons.push('The program that works it out was changed.');
  return reasons;
}

function compared(record: FigureRecord, now: Figure, records: boolean): Today {
  const then = record.figure;
  if (then.provenance.code === now.provenance.code) {
    const words = 'Today’s data give the same figure.';
    return { same: true, words, reasons: [], headline: now.headline, differences: [], differ: 0 };
  }
  const differences = differencesOf(then, now);
  const same = differences.length === 0 && then.message?.state === now.message?.state;
  const rows = new Set(differences.map(({ row }) => row)).size;
  return {
    same,
    words: same
      ? 'Today’s data give the same numbers, from a newer version of the data or the program.'
      : differences.length === 0
        ? `Today’s answer: ${now.headline}`
        : `Today’s data give a different figure: ${differences.length} ${differences.length === 1 ? 'number' : 'numbers'} in ${rows} ${rows === 1 ? 'row' : 'rows'} changed.`,
    reasons: same ? [] : reasonsOf(then, now, records),
    headline: now.headline,
    differences: differences.slice(0, mostDifferences),
    differ: differences.length,
  };
}

/** Asks the same question again, of today's data, under the same policy. */
async function askAgain({ record, asking }: Question): Promise<Today> {
  try {
    const query = parseFigureQuery(new URLSearchParams(record.question), asking.snapshot, ['by']);
    const { metric, by } = parseMetric(asking.metrics, record.metric, query.rest.get('by'));
    const now = await answerFigure({ metric, by, ...query, purpose: 'screen' }, asking);
    return compared(record, now, metric.statistic.kind === 'records');
  } catch (failure) {
    if (!(failure instanceof HttpError)) throw failure;
    return {
      same: null,
      words: 'This figure can no longer be asked for.',
      reasons: [`Asking again says: ${failure.message}.`],
      headline: null,
      differences: [],
      differ: 0,
    };
  }
}

const roleWords: Readonly<Record<string, string>> = {
  manager: 'a service manager',
  director: 'a clinical director',
  commissioner: 'a commissioner',
};

/**
 * What a record is to this asker, and whether today's data give the same. Numbers are shown to those
 * who could ask for them: others learn that the figure is genuine, what it was about and when it left.
 */
export async function verify(
  record: FigureRecord,
  issues: readonly Issue[],
  asking: Asking,
): Promise<Verification> {
  const { figure, code } = record;
  const question = { record, asking };
  const readable = mayRead(question);
  const manager = asking.viewer.role === 'manager';
  const listed = isListOfCases(figure);
  return {
    code,
    title: figure.title,
    subtitle: figure.subtitle,
    cohort: figure.cohort.words,
    policy: figure.provenance.policyWords,
    dataVersion: figure.provenance.dataVersion,
    dataTo: figure.provenance.dataTo,
    generatedAt: figure.provenance.generatedAt,
    demonstration: figure.provenance.demonstration,
    issues: issues
      .filter((issue) => issue.code === code)
      .map(({ at, format, email, role }) => ({
        at,
        format,
        who: (manager ? email : null) ?? roleWords[role ?? ''] ?? 'the command line',
      })),
    shown:
      readable && !listed
        ? {
            headline: figure.headline,
            columns: figure.columns,
            rows: figure.rows,
            total: figure.total,
            groupLabel: figure.groupLabel,
          }
        : null,
    hidden: readable && !listed ? null : hiddenWords(question),
    today: readable && !listed ? await askAgain(question) : null,
  };
}
