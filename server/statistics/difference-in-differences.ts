import type { LogRatio, PersonTimeSums, SmallSample } from './clustered-rate-ratio.ts';
import { robustLogVariance, smallSampleFactor } from './clustered-rate-ratio.ts';
import { needConfidence, needPositive, needWhole } from './check.ts';
import { logInterval } from './interval.ts';
import { normalTwoSided, zFor } from './normal.ts';

/** Events over person-time. */
export interface EventsOverTime {
  readonly events: number;
  readonly time: number;
}

/** Totals of the group that was referred and the group it is compared with. */
export interface FourRates {
  readonly treatedBefore: EventsOverTime;
  readonly treatedAfter: EventsOverTime;
  readonly controlBefore: EventsOverTime;
  readonly controlAfter: EventsOverTime;
}

/** A ratio of two rate ratios. */
export interface RatioOfRatios extends LogRatio {
  readonly ratioTreated: number;
  readonly ratioControl: number;
  readonly p: number;
}

/**
 * Difference in differences on counts: the ratio of the two rate ratios,
 * SE(log) = sqrt(1/a + 1/b + 1/c + 1/d). It needs groups alike and parallel trends before; null
 * when one of the four has no events. Events of one person are not independent: with person-level
 * data use `differenceInDifferencesOfPeople`.
 */
export function differenceInDifferences(rates: FourRates, confidence = 0.95): RatioOfRatios | null {
  needConfidence('differenceInDifferences', confidence);
  for (const [name, one] of Object.entries(rates) as [string, EventsOverTime][]) {
    needWhole('differenceInDifferences', `events of ${name}`, one.events);
    needPositive('differenceInDifferences', `time of ${name}`, one.time);
  }
  const { treatedAfter, treatedBefore, controlAfter, controlBefore } = rates;
  const four = [treatedAfter, treatedBefore, controlAfter, controlBefore];
  if (four.some(({ events }) => events === 0)) return null;
  const rate = ({ events, time }: EventsOverTime) => events / time;
  const ratioTreated = rate(treatedAfter) / rate(treatedBefore);
  const ratioControl = rate(controlAfter) / rate(controlBefore);
  const seLog = Math.sqrt(four.reduce((sum, { events }) => sum + 1 / events, 0));
  return finish(ratioTreated, ratioControl, seLog, confidence);
}

function finish(
  ratioTreated: number,
  ratioControl: number,
  seLog: number,
  confidence: number,
): RatioOfRatios {
  const ratio = ratioTreated / ratioControl;
  const interval = logInterval(ratio, zFor(confidence) * seLog);
  const p = normalTwoSided(Math.log(ratio) / seLog);
  return { ratioTreated, ratioControl, ratio, seLog, interval, p };
}

/**
 * The same ratio of ratios with the person as the unit: robust variances of the two groups add.
 * Small samples: G/(G-1) on all people, and (N-1)/(N-4) more for 'people-and-terms' (HC1).
 */
export function differenceInDifferencesOfPeople(
  treated: PersonTimeSums,
  control: PersonTimeSums,
  confidence = 0.95,
  how: SmallSample = 'people',
): RatioOfRatios | null {
  needConfidence('differenceInDifferencesOfPeople', confidence);
  const varianceTreated = robustLogVariance(treated);
  const varianceControl = robustLogVariance(control);
  if (varianceTreated === null || varianceControl === null) return null;
  const people = treated.people + control.people;
  if (people < 3) return null;
  const seLog = Math.sqrt((varianceTreated + varianceControl) * smallSampleFactor(people, 4, how));
  const ratioOf = ({ totals }: PersonTimeSums) => {
    const [a, b, ta, tb] = totals as [number, number, number, number];
    return a / ta / (b / tb);
  };
  return finish(ratioOf(treated), ratioOf(control), seLog, confidence);
}
