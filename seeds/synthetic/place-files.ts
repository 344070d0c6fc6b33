import { listSizes, pcnMembership, pcns, practices, type ListSize } from '../reference/index.ts';
import { feedTo } from './appointment-file.ts';
import { dayOf, firstDayOf, isoDay, monthOf } from './calendar.ts';
import { PROVIDERS, SERVICES } from './catalogue.ts';
import type { Plan } from './plan.ts';
import { isoOrBlank, posts } from './workforce.ts';
import { copiedCode } from './world.ts';

const current = () => practices().filter((practice) => practice.closeDate === '');
const copies = (plan: Plan): number[] => Array.from({ length: plan.size.areas }, (_, copy) => copy);

/** Lines of practices.csv: the real borough with its past practices, then copies under invented codes. */
export function* practiceLines(plan: Plan): Generator<string> {
  yield 'practice_code,practice_name,postcode,sub_icb_code,icb_code,open_date,close_date,successor_code,gp_system,imd_score,imd_year,show_in_charts\n';
  for (const copy of copies(plan)) {
    const listed = copy === 0 ? practices() : current();
    for (const [order, each] of listed.entries()) {
      const name = copy === 0 ? each.practiceName : `${each.practiceName} ${copy}`;
      yield (
        `${copiedCode(each.practiceCode, copy, order)},${name},${copy === 0 ? each.postcode : ''},72Q,QKK,${each.openDate},` +
        `${each.closeDate},${each.successorCode},${each.gpSystem},${each.imdScore ?? ''},${each.imdScore ? 2025 : ''},${each.showInCharts}\n`
      );
    }
  }
}

/** PCN codes in the order that copies number them. */
const pcnOrder = (): string[] =>
  pcns()
    .map((pcn) => pcn.pcnCode)
    .sort();

export function* pcnLines(plan: Plan): Generator<string> {
  yield 'pcn_code,pcn_name,short_name,sub_icb_code,open_date,close_date,colour_index\n';
  const order = pcnOrder();
  for (const copy of copies(plan)) {
    for (const pcn of pcns()) {
      const suffix = copy === 0 ? '' : ` ${copy}`;
      yield (
        `${copiedCode(pcn.pcnCode, copy, order.indexOf(pcn.pcnCode))},${pcn.pcnName}${suffix},${pcn.shortName}${suffix},72Q,` +
        `${pcn.openDate},${pcn.closeDate},${pcn.colourIndex}\n`
      );
    }
  }
}

export function* membershipLines(plan: Plan): Generator<string> {
  yield 'practice_code,pcn_code,start_date,end_date,date_quality\n';
  const order = pcnOrder();
  const codes = current().map((practice) => practice.practiceCode);
  for (const copy of copies(plan)) {
    for (const row of pcnMembership()) {
      const place = codes.indexOf(row.practiceCode);
      if (copy > 0 && place < 0) continue;
      yield (
        `${copiedCode(row.practiceCode, copy, place)},${copiedCode(row.pcnCode, copy, order.indexOf(row.pcnCode))},` +
        `${row.startDate},${row.endDate},${row.dateQuality}\n`
      );
    }
  }
}

/**
 * Lines of list_sizes.csv. Totals run straight between the published dates (a merged practice's
 * patients count with its successor); bands keep the shape of July 2026. In small sizes the list is
 * scaled with the number of people, so that rates stay real.
 */
export function* listSizeLines(plan: Plan): Generator<string> {
  yield 'practice_code,as_at,sex,age_band,patients\n';
  const sizes = listSizes();
  const shape = new Map<string, ListSize[]>();
  for (const each of sizes) {
    if (each.sex === 'all') continue;
    const bands = shape.get(each.practiceCode) ?? [];
    shape.set(each.practiceCode, bands);
    bands.push(each);
  }
  const totals = publishedTotals(sizes);
  const step = plan.size.listSizeMonths;
  for (const copy of copies(plan)) {
    for (const [order, { practiceCode }] of current().entries()) {
      const code = copiedCode(practiceCode, copy, order);
      for (let month = monthOf(plan.from); month <= monthOf(plan.to); month += step) {
        const day = firstDayOf(month);
        const total = Math.round(totalOn(totals.get(practiceCode)!, day) * plan.listScale);
        const start = `${code},${isoDay(day)},`;
        yield `${start}all,all,${total}\n` + bandLines(start, shape.get(practiceCode)!, total);
      }
    }
  }
}

type Dated = [day: number, patients: number];

function publishedTotals(sizes: readonly ListSize[]): Map<string, Dated[]> {
  const successor = new Map(practices().map((each) => [each.practiceCode, each.successorCode]));
  const byPractice = new Map<string, Map<number, number>>();
  for (const each of sizes) {
    if (each.sex !== 'all') continue;
    const code = successor.get(each.practiceCode) || each.practiceCode;
    const dates = byPractice.get(code) ?? new Map<number, number>();
    byPractice.set(code, dates);
    const day = dayOf(each.asAt);
    dates.set(day, (dates.get(day) ?? 0) + each.patients);
  }
  return new Map(
    [...byPractice].map(([code, dates]) => [code, [...dates].sort(([a], [b]) => a - b)]),
  );
}

function totalOn(dates: readonly Dated[], day: number): number {
  const next = dates.findIndex(([date]) => date >= day);
  if (next === -1) return dates.at(-1)![1];
  if (next === 0) return dates[0]![1];
  const [from, before] = dates[next - 1]!;
  const [to, after] = dates[next]!;
  return before + ((after - before) * (day - from)) / (to - from);
}

/** Bands that add up to the total exactly: whole parts first, then the largest remainders. */
function bandLines(start: string, bands: readonly ListSize[], total: number): string {
  const whole = bands.reduce((sum, band) => sum + band.patients, 0);
  const exact = bands.map((band) => (band.patients / whole) * total);
  const patients = exact.map(Math.floor);
  const left = total - patients.reduce((sum, count) => sum + count, 0);
  const byRemainder = exact
    .map((value, index): [number, number] => [value - Math.floor(value), index])
    .sort(([a, i], [b, j]) => b - a || i - j);
  for (const [, index] of byRemainder.slice(0, left)) patients[index]! += 1;
  return bands
    .map((band, index) => `${start}${band.sex},${band.ageBand},${patients[index]!}\n`)
    .join('');
}

export function* linkWorkerLines(plan: Plan): Generator<string> {
  yield 'worker_id,display_name,pcn_code,team,role,wte,start_date,end_date,employer\n';
  for (const post of posts(plan.world)) {
    if (post.from > plan.to) continue;
    yield `${post.workerId},${post.name},${post.pcn},Social prescribing,${post.role},${post.wte},${isoDay(post.from)},${isoOrBlank(post.to)},GP federation\n`;
  }
}

export function* providerLines(): Generator<string> {
  yield 'provider_id,name,kind,is_active\n';
  for (const [id, name, kind, active] of PROVIDERS) yield `${id},${name},${kind},${active}\n`;
}

export function* serviceLines(): Generator<string> {
  yield 'service_id,provider_id,name,category,green_type,capacity_per_month,waiting_days\n';
  for (const each of SERVICES) {
    yield `${each.id},${each.provider},${each.name},${each.category},${each.green},${each.perMonth},${each.waitDays}\n`;
  }
}

/** Lines of gp_coverage.csv: one practice's feed is some weeks behind when defects are on. */
export function* coverageLines(plan: Plan): Generator<string> {
  yield 'practice_code,covers_from,covers_to,extracted_at,includes_left_patients,includes_hubs\n';
  for (const practice of plan.world.practices) {
    const to = feedTo(plan, practice);
    if (to === undefined) continue;
    yield `${practice.code},${isoDay(plan.feedFrom)},${isoDay(to)},${isoDay(to + 3)}T06:00:00Z,true,false\n`;
  }
}
