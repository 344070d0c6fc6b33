import fc from 'fast-check';
import type { Cohort } from '#figure/cohort.ts';
import type { Figure, PolicyId } from '#figure/figure.ts';
import { monthNumber, monthOf } from '#figure/month.ts';
import { dimensionOf } from '#dimensions';
import { metrics, registry } from '#metrics';
import { splitsOf } from '#metrics/splits.ts';
import type { Role, Viewer } from '../../server/access/viewer.ts';
import { answerFigure } from '../../server/answers/answer.ts';
import type { Against } from '../../server/answers/compare.ts';
import type { Asking } from '../../server/answers/asking.ts';
import { offerOf } from '../../server/answers/context.ts';
import { inventedBorough } from '../counting/borough.ts';

export const snapshot = {
  ...inventedBorough(4000),
  dataTo: { cases: 20543, wellbeing: 20543, appointments: 20543 },
};
const offer = offerOf(snapshot);
const known = registry(metrics);

export function askingAs(role: Role, pcns: readonly string[] = []): Asking {
  const viewer: Viewer = { id: role, name: role, role, pcns };
  return {
    snapshot,
    viewer,
    metrics: known,
    records: null,
    controlled: 'nhs-sub-national',
    notes: [],
    now: () => new Date('2026-10-05T06:00:00Z'),
  };
}

/** A question somebody might put: who asks, what of, over which cohort. */
export interface Question {
  readonly metric: string;
  readonly by: string;
  readonly role: 'manager' | 'director' | 'commissioner';
  readonly policy: PolicyId | undefined;
  readonly cohort: Cohort;
  readonly against: Against | undefined;
}

const everySplit = metrics
  .filter(({ statistic }) => statistic.kind !== 'records')
  .flatMap((metric) => splitsOf(metric).map((by) => ({ metric: metric.id, by })));

const filters = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  fc.constantFrom(...(offer.places['pcn'] ?? [])).map((code) => ({ pcn: [code] })),
  fc
    .constantFrom(...dimensionOf('sex').codes.map(({ code }) => code))
    .map((code) => ({ sex: [code] })),
);

/** Standard periods, as controlled viewers may ask for: the last year, a quarter, everything. */
const periods = fc.constantFrom(...offer.presets).map(({ from, to }) => ({ from, to }));

export const questions: fc.Arbitrary<Question> = fc
  .record({
    split: fc.constantFrom(...everySplit),
    who: fc.constantFrom(
      { role: 'manager', policy: undefined } as const,
      { role: 'manager', policy: 'exact' } as const,
      { role: 'director', policy: undefined } as const,
      { role: 'commissioner', policy: undefined } as const,
    ),
    period: periods,
    filters,
    against: fc.option(fc.constant({ kind: 'previous' } as const), { nil: undefined, freq: 4 }),
  })
  .map(({ split, who, period, filters: chosen, against }) => ({
    ...split,
    ...who,
    against,
    cohort: { basis: 'referred', ...period, pcns: 'then', filters: chosen },
  }));

/** The figure as a file has it: controlled unless a manager asked for exact. */
export function figureFor(question: Question): Promise<Figure> | Figure {
  const { metric, role, ...rest } = question;
  const pcns = role === 'director' ? (offer.places['pcn'] ?? []).slice(0, 1) : [];
  return answerFigure(
    { ...rest, metric: known.metricOf(metric), purpose: 'file' },
    askingAs(role, pcns),
  );
}

/** A period with nobody in it: before the first referral. */
export function emptyCohort(): Cohort {
  const month = monthOf(monthNumber(offer.first) - 6);
  return { basis: 'referred', from: month, to: month, pcns: 'then', filters: {} };
}
