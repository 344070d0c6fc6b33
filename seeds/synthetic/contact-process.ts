import { weekdayOf, workingDay } from './calendar.ts';
import type { Plan } from './plan.ts';
import type { Random } from './random.ts';

/** A consultation with a GP that the counting rule counts; one with other staff; a row that does not count. */
export const GP = 0;
export const OTHER_STAFF = 1;
export const UNCOUNTED = 2;

/**
 * One person's contacts with the practice, day by day. The daily rate is the person's lasting rate
 * times a passing factor that follows an AR(1) on the log scale from month to month, times the
 * season. `marks` decide which contacts an effect on the rate takes away (or adds): a contact is
 * there while its mark is below the ratio in force.
 */
export class ContactProcess {
  days = new Int32Array(256);
  kinds = new Uint8Array(256);
  marks = new Float64Array(256);
  count = 0;
  private readonly passing: Float64Array;
  /** How much a contact seen raises the rate, by months away. */
  private readonly raised: Float64Array;
  private readonly plan: Plan;
  /** Shares of all rows that are GP consultations, and GP or other staff. */
  private readonly gpShare: number;
  private readonly attendedShare: number;
  /** All rows per day of a person of mean rate, before the season. */
  private readonly rowsPerDay: number;
  private readonly headroom: number;

  constructor(plan: Plan) {
    const { gpPerYear, otherPerGp, uncountedPerContact, appointmentRateRatio } = plan.truths;
    const rowsPerGp = (1 + otherPerGp) * (1 + uncountedPerContact);
    this.plan = plan;
    this.headroom = Math.max(1, appointmentRateRatio);
    this.rowsPerDay = (gpPerYear / 365.25) * rowsPerGp * this.headroom;
    this.gpShare = 1 / rowsPerGp;
    this.attendedShare = (1 + otherPerGp) / rowsPerGp;
    this.passing = new Float64Array(plan.months.count);
    const { sd, phi } = plan.truths.spike;
    this.raised = this.passing.map((_, distance) => Math.exp(sd * sd * phi ** distance));
  }

  /**
   * A new passing path. Given a month, the path is drawn as it looks to someone who sees a contact
   * happen in that month: for a Gaussian log rate the mean is raised by its covariance with that
   * month (sd^2 phi^distance), which is exact.
   */
  drawPassing(random: Random, seenInMonth?: number): void {
    const { sd, phi } = this.plan.truths.spike;
    const innovation = sd * Math.sqrt(1 - phi * phi);
    const { passing, raised } = this;
    let level = sd * random.normal();
    for (let month = 0; month < passing.length; month += 1) {
      if (month > 0) level = phi * level + innovation * random.normal();
      passing[month] = Math.exp(level - (sd * sd) / 2);
      if (seenInMonth !== undefined) passing[month]! *= raised[Math.abs(month - seenInMonth)]!;
    }
  }

  /** Contacts of a person of this relative rate between two days (both included). */
  draw(random: Random, relativeRate: number, from: number, to: number): void {
    const { start, season, count: months } = this.plan.months;
    this.count = 0;
    for (let month = 0; month < months; month += 1) {
      const first = Math.max(start[month]!, from);
      const days = Math.min(start[month + 1]! - 1, to) - first + 1;
      if (days <= 0) continue;
      const mean = this.rowsPerDay * relativeRate * this.passing[month]! * season[month]! * days;
      for (let left = random.poisson(mean); left > 0; left -= 1) {
        const drawn = first + random.below(days);
        const kind = random.uniform();
        this.add(
          Math.min(Math.max(openDay(random, drawn), from), to),
          kind < this.gpShare ? GP : kind < this.attendedShare ? OTHER_STAFF : UNCOUNTED,
          random.uniform(),
        );
      }
    }
  }

  add(day: number, kind: number, mark: number): void {
    if (this.count === this.days.length) this.grow();
    this.days[this.count] = day;
    this.kinds[this.count] = kind;
    this.marks[this.count] = mark;
    this.count += 1;
  }

  /** In order of day. Months come in order, so only neighbours move. */
  sort(): void {
    const { days, kinds, marks } = this;
    for (let index = 1; index < this.count; index += 1) {
      const day = days[index]!;
      if (days[index - 1]! <= day) continue;
      const kind = kinds[index]!;
      const mark = marks[index]!;
      let place = index;
      for (; place > 0 && days[place - 1]! > day; place -= 1) {
        days[place] = days[place - 1]!;
        kinds[place] = kinds[place - 1]!;
        marks[place] = marks[place - 1]!;
      }
      days[place] = day;
      kinds[place] = kind;
      marks[place] = mark;
    }
  }

  /** Whether the contact happens, with the effect in force from a day on. */
  happens(index: number, effectFrom: number): boolean {
    const ratio = this.days[index]! >= effectFrom ? this.plan.truths.appointmentRateRatio : 1;
    return this.marks[index]! * this.headroom < ratio;
  }

  private grow(): void {
    const size = this.days.length * 2;
    const days = new Int32Array(size);
    const kinds = new Uint8Array(size);
    const marks = new Float64Array(size);
    days.set(this.days);
    kinds.set(this.kinds);
    marks.set(this.marks);
    Object.assign(this, { days, kinds, marks });
  }
}

const SATURDAYS_KEPT = 0.1;

/** Contacts on a weekday, Sunday first, for each contact of an even week: weekends move to Friday and Monday. */
export const WEEKDAY_LOAD = [0, 2, 1, 1, 1, 2 - SATURDAYS_KEPT, SATURDAYS_KEPT] as const;

/** Practices open on working days; one Saturday in ten stands for extended access. */
function openDay(random: Random, day: number): number {
  return weekdayOf(day) === 6 && random.chance(SATURDAYS_KEPT) ? day : workingDay(day);
}
