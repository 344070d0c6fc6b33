import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cumulativeIncidence,
  cumulativeIncidenceFromHistogram,
  incidenceLimits,
} from '../../server/statistics/aalen-johansen.ts';
import {
  kaplanMeier,
  kaplanMeierFromHistogram,
  survivalAt,
  survivalLimits,
  survivalRows,
} from '../../server/statistics/kaplan-meier.ts';
import { logRank } from '../../server/statistics/log-rank.ts';
import {
  restrictedMean,
  shareBy,
  survivalQuantile,
} from '../../server/statistics/survival-summary.ts';

const person = fc.record({ time: fc.nat(40), event: fc.boolean() });
const people = fc.array(person, { minLength: 1, maxLength: 60 });
type People = readonly { readonly time: number; readonly event: boolean }[];

const rowsOf = (list: People) =>
  survivalRows(
    list.map(({ time }) => time),
    list.map(({ event }) => event),
  );

function histograms(list: People) {
  const events = new Array<number>(41).fill(0);
  const censored = new Array<number>(41).fill(0);
  for (const { time, event } of list) (event ? events : censored)[time]! += 1;
  return { events, censored };
}

describe('Kaplan-Meier', () => {
  it('comes to the same from people, and from day histograms added together', () => {
    fc.assert(
      fc.property(people, people, (one, two) => {
        const [a, b] = [histograms(one), histograms(two)];
        const add = (x: number[], y: number[]) => x.map((count, i) => count + y[i]!);
        const added = kaplanMeierFromHistogram(
          add(a.events, b.events),
          add(a.censored, b.censored),
        );
        expect(added).toEqual(kaplanMeier(rowsOf([...one, ...two])));
      }),
    );
  });

  it('is the plain share where nobody is censored', () => {
    fc.assert(
      fc.property(people, fc.nat(40), (list, day) => {
        const all = list.map((one) => ({ ...one, event: true }));
        const curve = kaplanMeier(rowsOf(all));
        const seen = all.filter(({ time }) => time <= day).length / all.length;
        const found = shareBy(curve, day);
        expect(found.value).toBeCloseTo(seen, 10);
        const { standardError } = survivalAt(curve, day);
        if (standardError !== null) {
          expect(standardError ** 2).toBeCloseTo((seen * (1 - seen)) / all.length, 10);
        }
      }),
    );
  });

  it('holds the curve within its limits on every scale', () => {
    fc.assert(
      fc.property(people, fc.constantFrom('log', 'log-log', 'plain'), (list, scale) => {
        for (const step of kaplanMeier(rowsOf(list)).steps) {
          const limits = survivalLimits(step, scale as 'log');
          if (!limits) continue;
          expect(limits.lower).toBeLessThanOrEqual(step.survival + 1e-12);
          expect(limits.upper).toBeGreaterThanOrEqual(step.survival - 1e-12);
          expect(limits.lower).toBeGreaterThanOrEqual(0);
          expect(limits.upper).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('waits longer than the mean of those already seen, when the unseen are kept in', () => {
    const list = [5, 10, 15].map((time) => ({ time, event: true }));
    const waiting = [40, 40, 40].map((time) => ({ time, event: false }));
    const curve = kaplanMeier(rowsOf([...list, ...waiting]));
    expect(survivalQuantile(curve, 0.5).value).toBe(27.5);
    expect(survivalQuantile(curve, 0.75).value).toBeNull();
    expect(restrictedMean(curve, 40).mean).toBeCloseTo((5 + 10 + 15 + 3 * 40) / 6, 12);
  });

  it('refuses days that are not days', () => {
    expect(() => survivalRows([-1], [true])).toThrow('time must be a number of 0 or more: -1');
    expect(() => kaplanMeierFromHistogram([0.5], [])).toThrow('events must be a whole number');
    const twice = { time: 3, events: 1, censored: 0 };
    expect(() => kaplanMeier([twice, twice])).toThrow('each time must be given once: 3');
    expect(kaplanMeier([])).toEqual({ n: 0, events: 0, steps: [] });
  });
});

describe('log-rank', () => {
  it('expects as many events as there were, and none apart from groups alike', () => {
    fc.assert(
      fc.property(people, people, people, (one, two, three) => {
        const found = logRank([one, two, three].map(rowsOf));
        const sum = (list: readonly number[]) => list.reduce((all, each) => all + each, 0);
        expect(sum(found.expected)).toBeCloseTo(sum(found.observed), 8);
        expect(found.chiSquare).toBeGreaterThanOrEqual(-1e-9);
      }),
    );
    const same = rowsOf([3, 5, 9].map((time) => ({ time, event: true })));
    expect(logRank([same, same]).chiSquare).toBeCloseTo(0, 12);
    expect(logRank([same, same]).p).toBeCloseTo(1, 12);
  });

  it('does not depend on the order of groups', () => {
    fc.assert(
      fc.property(people, people, people, (one, two, three) => {
        const [a, b] = [
          logRank([one, two, three].map(rowsOf)),
          logRank([three, one, two].map(rowsOf)),
        ];
        expect(a.df).toBe(b.df);
        expect(a.chiSquare).toBeCloseTo(b.chiSquare, 6);
      }),
    );
  });
});

describe('Aalen-Johansen', () => {
  const ending = fc.constantFrom('events', 'competing', 'censored');
  const endings = fc.array(fc.tuple(fc.nat(30), ending), { minLength: 1, maxLength: 50 });
  type Ending = readonly (readonly [number, string])[];
  const histogram = (list: Ending, which: string) => {
    const days = new Array<number>(31).fill(0);
    for (const [day, what] of list) if (what === which) days[day]! += 1;
    return days;
  };

  it('is Kaplan-Meier, errors too, when nothing competes', () => {
    fc.assert(
      fc.property(people, (list) => {
        const { events, censored } = histograms(list);
        const curve = kaplanMeierFromHistogram(events, censored);
        cumulativeIncidenceFromHistogram(events, [], censored).forEach((step, i) => {
          const { survival, standardError } = curve.steps[i]!;
          expect(step.event).toBeCloseTo(1 - survival, 10);
          if (standardError !== null) expect(step.eventError).toBeCloseTo(standardError, 8);
        });
      }),
    );
  });

  it('shares everyone out between the two endings and neither, below 1 - Kaplan-Meier', () => {
    fc.assert(
      fc.property(endings, (list) => {
        const [events, competing, censored] = ['events', 'competing', 'censored'].map((which) =>
          histogram(list, which),
        ) as [number[], number[], number[]];
        const gone = competing.map((count, i) => count + censored[i]!);
        const naive = kaplanMeierFromHistogram(events, gone);
        cumulativeIncidenceFromHistogram(events, competing, censored).forEach((step, i) => {
          expect(step.event + step.competing + step.neither).toBeCloseTo(1, 10);
          expect(step.event).toBeLessThanOrEqual(1 - naive.steps[i]!.survival + 1e-9);
          const limits = incidenceLimits(step.event, step.eventError);
          if (!limits) return;
          expect(limits.lower).toBeLessThanOrEqual(step.event);
          expect(limits.upper).toBeGreaterThanOrEqual(step.event);
        });
      }),
    );
  });

  it('has the variance of a share where nobody is censored', () => {
    const rows = [
      { time: 1, events: 3, competing: 2, censored: 0 },
      { time: 4, events: 1, competing: 1, censored: 0 },
      { time: 9, events: 2, competing: 1, censored: 0 },
    ];
    const last = cumulativeIncidence(rows)[1]!;
    expect(last.event).toBeCloseTo(0.4, 12);
    expect(last.eventError).toBeCloseTo(Math.sqrt((0.4 * 0.6) / 10), 10);
  });
});
