import type { Finding, UnmappedValue } from './convert/findings.ts';
import type { LoadMode } from './extract.ts';
import { rules } from './rules.ts';

/** What one file came to (import contract 3.1, Report). Rows read = accepted + quarantined. */
export interface FileReport {
  readonly file: string;
  /** Kind of file it was read as; null when it could not be told. */
  readonly contract: string | null;
  readonly sha256: string | null;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  /** Lines above the table. */
  readonly preamble: number;
  /** Column of the contract to heading of the file. */
  readonly mapping: Readonly<Record<string, string>>;
  readonly read: number;
  readonly accepted: number;
  readonly inserted: number;
  readonly replaced: number;
  readonly unchanged: number;
  /** Rows of an earlier load that this one no longer has. */
  readonly withdrawn: number;
  readonly quarantined: number;
  /** Blank rows aside: totals, vacant slots, rows of parent organisations. */
  readonly dropped: number;
  readonly firstDate: string | null;
  readonly lastDate: string | null;
  readonly findings: readonly Finding[];
  /** Rows read by the last load of this kind of file from this source; null = none before. */
  readonly previousRead: number | null;
}

export interface LoadReport {
  /** `unchanged`: nothing to do. `refused`: nothing was changed, and `files` says why. */
  readonly status: 'loaded' | 'unchanged' | 'refused';
  readonly loadId: number | null;
  /** The figures this load made; null when it changed none. */
  readonly dataVersion: string | null;
  readonly name: string;
  readonly source: string;
  readonly mode: LoadMode;
  readonly demo: boolean;
  readonly files: readonly FileReport[];
  readonly unmapped: readonly UnmappedValue[];
  /** People and PCNs in the store afterwards. */
  readonly people: number;
  readonly pcns: number;
  readonly seconds: number;
}

/** The report in words, for a terminal: what came in, what was left out and why, what to do. */
export function describeReport(report: LoadReport): string {
  const lines = [headline(report), ''];
  for (const file of report.files) lines.push(...describeFile(file));
  if (report.unmapped.length > 0) lines.push('', ...describeUnmapped(report.unmapped));
  return lines.join('\n');
}

const count = (rows: number): string => rows.toLocaleString('en-GB');

function headline(report: LoadReport): string {
  const took = `${report.seconds.toFixed(1)} s`;
  if (report.status === 'refused') {
    return `refused: ${report.name} from ${report.source}; nothing was changed (${took})`;
  }
  if (report.status === 'unchanged') {
    return `nothing to do: ${report.name} from ${report.source} changes nothing (${took})`;
  }
  const rows = report.files.reduce((sum, file) => sum + file.accepted, 0);
  return (
    `loaded ${report.name} from ${report.source} (${report.mode}${report.demo ? ', demonstration data' : ''}): ` +
    `${count(rows)} rows in ${took}; ${count(report.people)} people, ${count(report.pcns)} PCNs` +
    (report.dataVersion ? `; data version ${report.dataVersion}` : '')
  );
}

function describeFile(file: FileReport): string[] {
  const kind = file.contract && !file.file.startsWith(file.contract) ? ` as ${file.contract}` : '';
  const parts = [
    `${count(file.read)} read`,
    `${count(file.accepted)} accepted`,
    part(file.inserted, 'new'),
    part(file.replaced, 'replaced'),
    part(file.unchanged, 'unchanged'),
    part(file.withdrawn, 'withdrawn'),
    part(file.quarantined, 'quarantined'),
    part(file.dropped, 'dropped'),
  ].filter((each) => each !== '');
  return [`${file.file}${kind}: ${parts.join(', ')}`, ...file.findings.map(describeFinding)];
}

const part = (rows: number, word: string): string => (rows > 0 ? `${count(rows)} ${word}` : '');

const verbs = { F: 'refused', Q: 'quarantined', W: 'warning', I: 'note' } as const;

/** One finding: `  V18 quarantined, 12 rows, referral_id: belongs to a referral that is unknown; send ...`. */
export function describeFinding(finding: Finding): string {
  const { words, fix } = rules[finding.rule];
  const rows =
    finding.severity === 'F' ? '' : `, ${count(finding.rows)} row${finding.rows === 1 ? '' : 's'}`;
  const where = finding.column === '' ? '' : `, ${finding.column}`;
  const detail = finding.detail === '' ? '' : ` (${finding.detail})`;
  return `  ${finding.rule} ${verbs[finding.severity]}${rows}${where}: ${words}${detail}; ${fix}`;
}

function describeUnmapped(unmapped: readonly UnmappedValue[]): string[] {
  const shown = unmapped
    .slice(0, 20)
    .map((each) => `  ${each.list}: ${each.value} (${count(each.rows)} rows)`);
  const more = unmapped.length > 20 ? [`  and ${unmapped.length - 20} more`] : [];
  return ['local terms to map:', ...shown, ...more];
}
