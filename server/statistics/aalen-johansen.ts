import { needNotNegative, needWhole } from './check.ts';
import type { Interval } from './interval.ts';
import { zFor } from './normal.ts';

/** What happened at one time where a second kind of ending makes the first impossible. */
export interface CompetingRow {
  readonly time: number;
  /** The event of interest: first contact. */
  readonly events: number;
  /** The ending that rules it out: closed unseen. */
  readonly competing: number;
  readonly censored: number;
}

/** One step: shares with each ending by this time. `events` + `competing` + `neither` is 1. */
export interface IncidenceStep {
  readonly time: number;
  readonly atRisk: number;
  readonly event: number;
  readonly competing: number;
  readonly neither: number;
  /** Standard error of `event` (delta method); equals Greenwood's when nothing competes. */
  readonly eventError: number;
  readonly competingError: number;
}

/** Running sums that give the delta-method variance of one cumulative incidence at every step. */
class IncidenceVariance {
  private value = 0;
  private readonly hazard = [0, 0, 0];
  private own = 0;
  private readonly cross = [0, 0];

  /** Adds one time: `own` of `all` endings among `atRisk`, survival `before` it. */
  add(own: number, all: number, atRisk: number, before: number): void {
    this.value += (before * own) / atRisk;
    if (all < atRisk) {
      const a = all / (atRisk * (atRisk - all));
      for (let power = 0; power < 3; power++) this.hazard[power]! += a * this.value ** power;
    }
    this.own += (before * before * own * (atRisk - own)) / atRisk ** 3;
    const c = (before * own) / (atRisk * atRisk);
    this.cross[0]! += c;
    this.cross[1]! += c * this.value;
  }

  get incidence(): number {
    return this.value;
  }

  get error(): number {
    const f = this.value;
    const [a, b, c] = this.hazard as [number, number, number];
    const [x, y] = this.cross as [number, number];
    return Math.sqrt(Math.max(f * f * a - 2 * f * b + c + this.own - 2 * (f * x - y), 0));
  }
}

/**
 * Aalen-Johansen cumulative incidence of an event and of the ending that competes with it. Where
 * cases are closed unseen, 1 - Kaplan-Meier overstates the share ever seen; this does not.
 * Source: Aalen and Johansen 1978; variance as in Marubini and Valsecchi 1995, 10.3.
 */
export function cumulativeIncidence(rows: Iterable<CompetingRow>): IncidenceStep[] {
  const kept = [...rows].filter((row) => row.events + row.competing + row.censored > 0);
  kept.sort((a, b) => a.time - b.time);
  let atRisk = 0;
  for (const row of kept) {
    needNotNegative('cumulativeIncidence', 'time', row.time);
    needWhole('cumulativeIncidence', 'events', row.events);
    needWhole('cumulativeIncidence', 'competing', row.competing);
    needWhole('cumulativeIncidence', 'censored', row.censored);
    atRisk += row.events + row.competing + row.censored;
  }
  const event = new IncidenceVariance();
  const competing = new IncidenceVariance();
  let neither = 1;
  return kept.map((row) => {
    const all = row.events + row.competing;
    event.add(row.events, all, atRisk, neither);
    competing.add(row.competing, all, atRisk, neither);
    neither *= 1 - all / atRisk;
    const step = {
      time: row.time,
      atRisk,
      event: event.incidence,
      competing: competing.incidence,
      neither,
      eventError: event.error,
      competingError: competing.error,
    };
    atRisk -= all + row.censored;
    return step;
  });
}

/** The same from day histograms, which add over groups and threads. */
export function cumulativeIncidenceFromHistogram(
  events: ArrayLike<number>,
  competing: ArrayLike<number>,
  censored: ArrayLike<number>,
): IncidenceStep[] {
  const days = Math.max(events.length, competing.length, censored.length);
  return cumulativeIncidence(
    Array.from({ length: days }, (_, time) => ({
      time,
      events: events[time] ?? 0,
      competing: competing[time] ?? 0,
      censored: censored[time] ?? 0,
    })),
  );
}

/**
 * Limits of a cumulative incidence on the log(-log) scale: F^exp(-+ z SE/(F log F)). None at 0
 * and 1. Source: Choudhury 2002, Stat Med 21:1129.
 */
export function incidenceLimits(share: number, error: number, confidence = 0.95): Interval | null {
  if (!(share > 0 && share < 1)) return null;
  const stretch = Math.exp((zFor(confidence) * error) / (share * Math.abs(Math.log(share))));
  return { lower: share ** stretch, upper: share ** (1 / stretch) };
}
