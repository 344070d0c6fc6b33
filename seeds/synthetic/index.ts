import { Readable } from 'node:stream';
import type { Extract, ExtractFile } from '../../server/imports/extract.ts';
import { appointmentLines } from './appointment-file.ts';
import { isoDay } from './calendar.ts';
import * as cases from './case-files.ts';
import { PLANTED } from './defects.ts';
import * as places from './place-files.ts';
import { makePlan, type GenerateOptions, type Plan } from './plan.ts';
import type { Truths } from './truths.ts';

export type { GenerateOptions } from './plan.ts';
export { SIZES, type SizeName } from './sizes.ts';
export {
  DEFAULT_TRUTHS,
  NO_EFFECT,
  SCALES,
  selectedBy,
  truthsWith,
  type TruthChanges,
  type Truths,
} from './truths.ts';

/** An extract of invented people, with what is true of them. */
export interface SyntheticExtract extends Extract {
  readonly truths: Truths;
  readonly seed: number;
  /** Rows an import must refuse; see README.md. */
  readonly planted: readonly { file: string; rule: string; rows: number; what: string }[];
}

/** Characters gathered before a piece of a file is passed on: large enough that streaming costs little. */
export const PIECE = 1 << 16;

/**
 * An extract of invented people in the import contract's tables. Files are written as they are
 * read, person by person, so memory does not grow with size, and may be opened any number of times:
 * the same options always give the same bytes.
 */
export function generateExtract(options: GenerateOptions): SyntheticExtract {
  const plan = makePlan(options);
  const files = tables(plan);
  return {
    name: `synthetic-${options.size}`,
    manifest: {
      source_system: 'Invented case system',
      source_version: '1',
      extracted_at: `${isoDay(plan.to + 3)}T06:00:00Z`,
      covers_from: isoDay(plan.from),
      covers_to: isoDay(plan.to),
      mode: 'full',
      files: files.map(({ name }) => ({ name })),
      pseudonym_scheme: 'invented people: ids stand for nobody',
      ndoo_applied: 'no',
      demo: true,
    },
    files,
    truths: plan.truths,
    seed: plan.seed,
    planted: plan.truths.defects ? PLANTED : [],
  };
}

/** Reference files first, then people, then what happened to them: the order an import needs. */
function tables(plan: Plan): ExtractFile[] {
  return [
    file('practices.csv', () => places.practiceLines(plan)),
    file('pcns.csv', () => places.pcnLines(plan)),
    file('pcn_membership.csv', () => places.membershipLines(plan)),
    file('list_sizes.csv', () => places.listSizeLines(plan)),
    file('link_workers.csv', () => places.linkWorkerLines(plan)),
    file('providers.csv', () => places.providerLines()),
    file('services.csv', () => places.serviceLines()),
    file('people.csv', () => cases.peopleLines(plan), plan.people),
    file('referrals.csv', () => cases.referralLines(plan)),
    file('contacts.csv', () => cases.contactLines(plan)),
    file('onward.csv', () => cases.onwardLines(plan)),
    file('assessments.csv', () => cases.assessmentLines(plan)),
    file('gp_coverage.csv', () => places.coverageLines(plan)),
    file('gp_appointments.csv', () => appointmentLines(plan)),
  ];
}

function file(name: string, lines: () => Iterable<string>, rows?: number): ExtractFile {
  return {
    name,
    ...(rows === undefined ? {} : { rows }),
    open: () => Readable.from(pieces(lines()), { objectMode: false }),
  };
}

function* pieces(lines: Iterable<string>): Generator<Buffer> {
  let text = '';
  for (const line of lines) {
    text += line;
    if (text.length < PIECE) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text.length > 0) yield Buffer.from(text);
}
