import { formatCohort } from '#figure/cohort-url.ts';
import type { Cohort } from '#figure/cohort.ts';
import type { Cell, Row } from '#figure/cell.ts';
import type { Draft, DraftRow, Statistic } from '#figure/draft.ts';
import { splitsOf } from '#metrics/splits.ts';
import { answerFigure } from '../../../server/answers/answer.ts';
import { narrowingOfQuestion } from '../../../server/answers/asked.ts';
import type { Asking } from '../../../server/answers/asking.ts';
import { reachOf } from '../../../server/answers/context.ts';
import { select } from '../../../server/counting/select.ts';
import { conditionsOf } from '../../../server/disclosure/conditions.ts';
import { isUnfilteredYear, leastLeftOut } from '../../../server/disclosure/guard.ts';
import {
  controlCount,
  leastPeople,
  meantBy,
  policies,
  policyAt,
  policyFor,
} from '../../../server/disclosure/policy.ts';
import type { Policy } from '../../../server/disclosure/policy.ts';
import { widerCohorts } from '../../../server/disclosure/wider.ts';
import type { Snapshot } from '../../../server/episodes/snapshot.ts';
import { answer } from '../../../server/kinds/index.ts';
import { everyCohort, snapshotOf } from './joint-service.ts';
import type { JointService } from './joint-service.ts';

type Parts = ReadonlyMap<string, number>;

/** Counts of a statistic: its own, those of its share, and what the share leaves over. */
function partsOf(statistic: Statistic | undefined): readonly (readonly [string, number])[] {
  switch (statistic?.kind) {
    case 'count':
      return [['n', statistic.n]];
    case 'share': {
      const { x, n } = statistic;
      return [
        ['x', x],
        ['n', n],
        ['rest', n - x],
      ];
    }
    case 'rate':
      return [['x', statistic.x]];
    case 'estimate':
      return [['n', statistic.n]];
    default:
      return [];
  }
}

const ofRow = (name: string, row: DraftRow): readonly (readonly [string, number])[] =>
  Object.entries(row.cells).flatMap(([column, cell]) =>
    partsOf(cell).map(([part, n]) => [`${name}|${column}|${part}`, n] as const),
  );

/** Every count of a draft by where it stands: row, column and part. */
function countsOf(draft: Draft): Parts {
  return new Map([
    ...draft.rows.flatMap((row) => ofRow(`row ${row.key}`, row)),
    ...(draft.total ? ofRow('total', draft.total) : []),
    ...draft.flow.flatMap((step) => [
      ...partsOf(step.n).map(([part, n]) => [`flow ${step.key}||${part}`, n] as const),
      ...(step.lost ?? []).flatMap((loss) =>
        partsOf(loss.n).map(([part, n]) => [`flow ${step.key} ${loss.key}||${part}`, n] as const),
      ),
    ]),
  ]);
}

/** Where what an answer says of so many people of each kind is written down. */
export interface Notes {
  watch(kinds: readonly number[]): unknown;
  note(kinds: readonly number[], least: number, most: number): void;
}

interface Question {
  readonly metric: string;
  readonly by: string;
  readonly cohort: Cohort;
}

/** What one person more of each kind adds to each count of a question: its meaning, read off the code. */
class Meanings {
  readonly #service: JointService;
  readonly #base: Snapshot;
  readonly #chunks: readonly { readonly first: number; readonly snapshot: Snapshot }[];
  readonly #known = new Map<string, ReadonlyMap<string, readonly number[]>>();

  constructor(service: JointService) {
    this.#service = service;
    const { shape, kinds } = service;
    const ones = kinds.map(() => 1);
    this.#base = snapshotOf(shape, kinds, ones, 'base');
    this.#chunks = Array.from({ length: Math.ceil(kinds.length / places.length) }, (_, chunk) => {
      const first = chunk * places.length;
      const people = ones.map((one, at) => one + (places[at - first] ?? 0));
      return { first, snapshot: snapshotOf(shape, kinds, people, `chunk ${chunk}`) };
    });
  }

  draft({ metric, by, cohort }: Question, snapshot: Snapshot): Draft {
    const selection = select(snapshot, cohort, { rows: 'everything' });
    const definition = this.#service.asking.metrics.metricOf(metric);
    return answer({ metric: definition, by, cohort, snapshot, selection }).draft;
  }

  /** Kinds by count, each named as often as one person of it counts. */
  of(question: Question): ReadonlyMap<string, readonly number[]> {
    const key = [question.metric, question.by, formatCohort(question.cohort)].join('|');
    const known = this.#known.get(key);
    if (known) return known;
    const base = countsOf(this.draft(question, this.#base));
    const meanings = new Map([...base.keys()].map((name) => [name, [] as number[]]));
    for (const { first, snapshot } of this.#chunks) {
      for (const [name, n] of countsOf(this.draft(question, snapshot))) {
        let added = n - (base.get(name) ?? 0);
        if (!meanings.has(name)) meanings.set(name, []);
        for (let at = 0; at < places.length; at++, added = Math.floor(added / 4))
          for (let times = 0; times < added % 4; times++) meanings.get(name)?.push(first + at);
      }
    }
    this.#known.set(key, meanings);
    return meanings;
  }
}

/** Numbers of people of each kind of a chunk, so that a sum tells how often each was counted: up to three times. */
const places = [1, 4, 16, 64] as const;

/**
 * What a reader knows of a number that is not shown: that it is somebody, as nobody is shown; or that it is small, where it is, and not hidden for the sake of another.
 */
export type Knowing = 'policy' | 'reasons';

/** Asks every question there is of all metrics, and writes down what each answer or refusal says. */
export async function readJointly(
  service: JointService,
  notes: Notes,
  knowing: Knowing,
): Promise<void> {
  const { shape, asking } = service;
  const meanings = new Meanings(service);
  for (const cohort of everyCohort(service)) {
    const reach = reachOf(asking.snapshot);
    const policy = policyFor(policies[asking.controlled], isUnfilteredYear(cohort, reach));
    if (conditionsOf(cohort, reach) > 2) continue;
    if (!(await readGuard(service, notes, meanings, cohort, policy))) continue;
    for (const metric of shape.metrics) {
      const definition = asking.metrics.metricOf(metric);
      const splits = splitsOf(definition).filter((by) =>
        ['all', 'month', ...shape.splits].includes(by),
      );
      for (const by of splits)
        await readFigure(service, notes, meanings, { metric, by, cohort }, policy, knowing);
    }
  }
}

/** What a refusal, or there being none, says of the people of a cohort. @returns whether it is answered */
async function readGuard(
  { asking }: JointService,
  notes: Notes,
  meanings: Meanings,
  cohort: Cohort,
  policy: Policy,
): Promise<boolean> {
  const people = { metric: 'people', by: 'all' } as const;
  const metric = asking.metrics.metricOf('people');
  const figure = await answerFigure({ metric, by: 'all', cohort }, asking);
  const refusal = figure.message?.state === 'guarded' ? figure.message.words : null;
  const own = meanings.of({ ...people, cohort }).get('total|n|n') ?? [];
  notes.watch(own);
  const reach = reachOf(asking.snapshot);
  const conditions = conditionsOf(cohort, reach);
  if (conditions === 0) return refusal === null;
  const rule = policyAt(policy, conditions);
  const printsFew = (n: number): boolean => (controlCount(n, rule) ?? 0) < leastPeople;
  const mostRefused = Array.from({ length: 2 * leastPeople }, (_, n) => n).findLast(printsFew) ?? 0;
  if (refusal?.includes('at most') || refusal?.includes('standard')) return false;
  const inOwnCohort = countsOf(meanings.draft({ ...people, cohort }, asking.snapshot));
  // A refusal is for few people or for few left out; which, only a table that prints the people tells.
  const isLarge = (inOwnCohort.get('total|n|n') ?? 0) > mostRefused;
  const isTold = refusal === null || (await printsPeople(asking, cohort));
  if (isLarge && isTold) notes.note(own, mostRefused + 1, Number.POSITIVE_INFINITY);
  else if (!isLarge) notes.note(own, 0, mostRefused);
  if (isLarge && isTold) {
    const few = leastLeftOut(cohort, policies[asking.controlled], reach) - 1;
    for (const wider of widerCohorts(cohort, reachOf(asking.snapshot))) {
      if (wider.from !== cohort.from || wider.to !== cohort.to) continue;
      const around = { ...people, cohort: wider };
      const all = countsOf(meanings.draft(around, asking.snapshot));
      const left = (all.get('total|n|n') ?? 0) - (inOwnCohort.get('total|n|n') ?? 0);
      noteLeft(notes, less(meanings.of(around).get('total|n|n') ?? [], own), left, few);
    }
  }
  return refusal === null;
}

/** Whether the people of a cohort are printed as a row of a wider one. */
async function printsPeople(asking: Asking, cohort: Cohort): Promise<boolean> {
  for (const [key, codes] of Object.entries(cohort.filters)) {
    const wider = { ...cohort, filters: { ...cohort.filters, [key]: undefined } };
    for (const id of ['people', 'referrals']) {
      const metric = asking.metrics.metricOf(id);
      if (!splitsOf(metric).includes(key)) continue;
      const filters = Object.fromEntries(Object.entries(wider.filters).filter(([, each]) => each));
      const { rows } = await answerFigure(
        { metric, by: key, cohort: { ...wider, filters } },
        asking,
      );
      const row = rows.find((each) => each.key === codes[0]);
      if (typeof row?.cells['n']?.value === 'number') return true;
    }
  }
  return false;
}

async function readFigure(
  { asking, truth }: JointService,
  notes: Notes,
  meanings: Meanings,
  question: Question,
  policy: Policy,
  knowing: Knowing,
): Promise<void> {
  const { by, cohort } = question;
  const metric = asking.metrics.metricOf(question.metric);
  const figure = await answerFigure({ metric, by, cohort }, asking);
  const draft = meanings.draft(question, asking.snapshot);
  const exact = countsOf(draft);
  const meaning = meanings.of(question);
  const narrowing = narrowingOfQuestion({ metric, by, cohort }, reachOf(asking.snapshot));
  const ofTotal = policyAt(policy, narrowing.total);
  const ofRows = policyAt(policy, narrowing.row);
  const codes = new Set(
    [...draft.rows, ...(draft.total ? [draft.total] : [])].flatMap(({ cells }) =>
      Object.entries(cells).flatMap(([key, cell]) =>
        (cell.kind === 'share' || cell.kind === 'count') && cell.isOfCode ? [key] : [],
      ),
    ),
  );
  const estimates = new Set(
    [...draft.rows, ...(draft.total ? [draft.total] : [])].flatMap(({ cells }) =>
      Object.entries(cells).flatMap(([key, cell]) => (cell.kind === 'estimate' ? [key] : [])),
    ),
  );
  const cellAt = (name: string): { cell: Cell | undefined; rule: Policy; row: Row | null } => {
    const [where = '', column = ''] = name.split('|');
    if (where.startsWith('row ')) {
      const row = figure.rows.find(({ key }) => `row ${key}` === where) ?? null;
      return { cell: row?.cells[column], rule: ofRows, row };
    }
    if (where === 'total')
      return { cell: figure.total?.cells[column], rule: ofTotal, row: figure.total };
    const [, step = '', lost] = where.split(' ');
    const found = figure.flow.find(({ key }) => key === step);
    const cell = lost === undefined ? found?.n : found?.lost?.find(({ key }) => key === lost)?.n;
    const ofLosses = policyAt(policy, narrowing.total + 1);
    return { cell, rule: lost === undefined ? ofTotal : ofLosses, row: null };
  };
  for (const [name, kinds] of meaning) {
    const n = kinds.reduce((sum, kind) => sum + (truth[kind] ?? 0), 0);
    // A row of nobody is left out with its shares; and a mean rests on sums beyond what is read here.
    if (n !== (exact.get(name) ?? 0)) continue;
    const { cell, rule } = cellAt(name);
    const [where = '', column = '', part = ''] = name.split('|');
    const conditions = where.startsWith('row ') ? narrowing.row : narrowing.total;
    const isOfCode = codes.has(column) && (part !== 'n' || !meaning.has(`${where}|${column}|x`));
    const ofPart = isOfCode ? policyAt(policy, conditions + 1) : rule;
    read(notes, kinds, part, n, cell, estimates.has(column), ofPart, knowing);
  }
  const few = ofRows.suppressTo;
  const around = narrowing.row >= 2 ? widerCohorts(cohort, reachOf(asking.snapshot)) : [];
  const wider = around.filter(({ to }) => metric.dated !== 'month-end' || to === cohort.to);
  for (const each of wider) {
    const longer = { ...question, cohort: each };
    const all = countsOf(meanings.draft(longer, asking.snapshot));
    const whole = meanings.of(longer);
    for (const [name, kinds] of meaning) {
      if (!name.startsWith('row ') || name.endsWith('|rest')) continue;
      const n = exact.get(name) ?? 0;
      if (n <= few || !all.has(name)) continue;
      const row = figure.rows.find(({ key }) => name.startsWith(`row ${key}|`));
      const column = name.split('|')[1] ?? '';
      if (typeof row?.cells[column]?.value === 'number')
        noteLeft(notes, less(whole.get(name) ?? [], kinds), (all.get(name) ?? 0) - n, few);
    }
  }
}

/** Kinds of a wider count that are not in a narrower one. */
function less(whole: readonly number[], own: readonly number[]): readonly number[] {
  const left = [...own];
  return whole.filter((kind) => {
    const at = left.indexOf(kind);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** Tells whether nobody, few or more are left over beside a count. */
function noteLeft(notes: Notes, kinds: readonly number[], n: number, few: number): void {
  if (n === 0) notes.note(kinds, 0, 0);
  else if (n <= few) notes.note(kinds, 1, few);
  else notes.note(kinds, few + 1, Number.POSITIVE_INFINITY);
}

/** What a cell says of one count it is made of. */
function read(
  notes: Notes,
  kinds: readonly number[],
  part: string,
  n: number,
  cell: Cell | undefined,
  isEstimate: boolean,
  rule: Policy,
  knowing: Knowing,
): void {
  notes.watch(kinds);
  const isSmall = n <= rule.suppressTo && (n > 0 || rule.hidesZero);
  const fewest = rule.hidesZero ? 0 : 1;
  const within = (shown: number): void => {
    const { least, most } = meantBy(shown, rule);
    notes.note(kinds, least, most);
  };
  if (cell === undefined && !rule.hidesZero) {
    if (n === 0) notes.note(kinds, 0, 0);
  } else if (cell === undefined || cell.state === 'suppressed') {
    if (knowing === 'reasons' && isSmall) notes.note(kinds, fewest, rule.suppressTo);
    else if (n > 0 && !rule.hidesZero) notes.note(kinds, 1, Number.POSITIVE_INFINITY);
  } else if (typeof cell.value === 'number') {
    const { base } = cell;
    if (isEstimate && base === undefined) {
      // Shown without the people it rests on: enough of them.
      notes.note(kinds, rule.estimateFrom, Number.POSITIVE_INFINITY);
    } else if (part === 'rest') {
      if (n === 0) notes.note(kinds, 0, 0);
      else notes.note(kinds, rule.suppressTo + 1, Number.POSITIVE_INFINITY);
    } else if (base === undefined) within(cell.value);
    else if (part === 'n') within(base);
    else within(controlCount(n, rule) ?? 0);
  } else if (cell.state === 'missing' && n === 0) notes.note(kinds, 0, 0);
}
