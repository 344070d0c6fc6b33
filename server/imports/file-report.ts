import type { Finding } from './convert/findings.ts';
import type { PlannedFile } from './plan.ts';
import type { FileReport } from './report.ts';
import type { FileChange } from './stage/stage.ts';

const severityOrder = { F: 0, Q: 1, W: 2, I: 3 } as const;

/** Puts together what one file came to. */
export function fileReport(
  file: PlannedFile,
  change: FileChange,
  previousRead: number | null,
): FileReport {
  const { findings, layout, match } = file;
  const quarantined = findings.rejects.length;
  return {
    file: file.file.name,
    contract: match?.contract.name ?? null,
    sha256: file.inspection?.sha256 ?? null,
    encoding: file.inspection?.encoding ?? null,
    delimiter: layout?.delimiter ?? null,
    preamble: layout?.preamble.length ?? 0,
    mapping: mappingUsed(file),
    read: findings.read,
    accepted: findings.read - quarantined,
    ...change,
    quarantined,
    dropped: findings.dropped,
    firstDate: findings.first,
    lastDate: findings.last,
    findings: findingsOf(file),
    previousRead,
  };
}

function mappingUsed({ layout, match }: PlannedFile): Record<string, string> {
  const used: Record<string, string> = {};
  for (const [column, place] of match?.places ?? [])
    used[column] = layout!.header[place]!.replace(/\s+/g, ' ');
  return used;
}

/** Refusals and findings of a file, the gravest first, date orders summed up by column. */
export function findingsOf({ findings, refusals }: PlannedFile): Finding[] {
  const refused: Finding[] = refusals.map(({ rule, column, detail }) => ({
    rule,
    severity: 'F',
    column,
    detail,
    rows: 0,
  }));
  const all = [...refused, ...dateOrders(findings.list())];
  return all.sort(
    (a, b) =>
      severityOrder[a.severity] - severityOrder[b.severity] ||
      (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0) ||
      (a.column < b.column ? -1 : 1),
  );
}

/**
 * V27: of the numeric dates of a column, one with a day above 12 proves the British order; one that
 * only fits month first makes the whole column suspect; with neither, it cannot be told.
 */
function dateOrders(found: readonly Finding[]): Finding[] {
  const kept = found.filter((each) => each.rule !== 'V27');
  const columns = new Set(found.filter((each) => each.rule === 'V27').map((each) => each.column));
  for (const column of columns) {
    const rows = (order: string): number =>
      found.find((each) => each.rule === 'V27' && each.column === column && each.detail === order)
        ?.rows ?? 0;
    const [uk, us, either] = [rows('uk'), rows('us'), rows('either')];
    const base = { rule: 'V27', severity: 'W', column } as const;
    if (us > 0) {
      kept.push({
        ...base,
        detail: 'some fit only with the month first: the whole column is suspect',
        rows: uk + us + either,
      });
    } else if (uk === 0 && either > 0) {
      kept.push({ ...base, detail: 'no day above 12 anywhere', rows: either });
    }
  }
  return kept;
}
