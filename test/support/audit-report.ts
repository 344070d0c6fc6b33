/** What `npm audit --json` says of the packages that run in production. */
export type AuditReport =
  /** Looked through: packages by how bad the worst advisory is, worst first, and how many were looked at. */
  | {
      readonly kind: 'read';
      readonly findings: readonly AuditFinding[];
      readonly packages: number;
    }
  /** The registry gave no advisories: nothing is known, which is not the same as nothing found. */
  | { readonly kind: 'not-read'; readonly why: string };

export interface AuditFinding {
  readonly name: string;
  readonly severity: Severity;
  /** Title and address of an advisory; for a package that only depends on one, that one's name. */
  readonly why: string;
  /** What npm offers: a version to take, or null. */
  readonly fix: string | null;
}

const severities = ['critical', 'high', 'moderate', 'low', 'info'] as const;
export type Severity = (typeof severities)[number];

/** Severities a change may not be made with. */
export const refused: readonly Severity[] = ['critical', 'high'];

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textIn = (value: Json, key: string): string | null =>
  typeof value[key] === 'string' && value[key] !== '' ? value[key] : null;

/**
 * Reads the answer of `npm audit --json` (report version 2, npm 7 and later), or the error npm prints
 * in its place when the registry refuses.
 * @throws Error for anything else: an answer nobody understands must not pass for a good one
 */
export function readAudit(text: string): AuditReport {
  const answer = parse(text);
  if (isObject(answer['error']))
    return { kind: 'not-read', why: textIn(answer, 'message') ?? summaryOf(answer['error']) };
  const { vulnerabilities, metadata } = answer;
  if (answer['auditReportVersion'] !== 2 || !isObject(vulnerabilities) || !isObject(metadata))
    throw new Error('npm audit answered in a form that is not known; report version 2');
  const findings = Object.values(vulnerabilities).map(findingOf);
  const dependencies = isObject(metadata['dependencies']) ? metadata['dependencies'] : {};
  return {
    kind: 'read',
    findings: findings.toSorted(
      (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity),
    ),
    packages: typeof dependencies['prod'] === 'number' ? dependencies['prod'] : 0,
  };
}

function parse(text: string): Json {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new Error('npm audit answered no JSON');
  }
  if (!isObject(answer)) throw new Error('npm audit answered no JSON object');
  return answer;
}

function summaryOf(error: Json): string {
  return textIn(error, 'summary') ?? textIn(error, 'code') ?? 'the registry gave no reason';
}

function findingOf(found: unknown): AuditFinding {
  const severity = isObject(found) ? severities.find((each) => each === found['severity']) : null;
  if (!isObject(found) || !severity)
    throw new Error('npm audit named a vulnerability without a severity that is known');
  const via: readonly unknown[] = Array.isArray(found['via']) ? found['via'] : [];
  return {
    name: textIn(found, 'name') ?? 'a package without a name',
    severity,
    why: via.map(wordsOfCause).join('; '),
    fix: fixOf(found['fixAvailable']),
  };
}

function wordsOfCause(cause: unknown): string {
  if (typeof cause === 'string') return `through ${cause}`;
  if (!isObject(cause)) return 'not said';
  return [textIn(cause, 'title'), textIn(cause, 'url')].filter(Boolean).join(' ');
}

function fixOf(fix: unknown): string | null {
  if (fix === true) return 'npm audit fix';
  return isObject(fix) ? `${textIn(fix, 'name')} ${textIn(fix, 'version')}` : null;
}

/** What to print, and whether the check is passed. */
export function judge(report: AuditReport): { readonly words: string; readonly passed: boolean } {
  if (report.kind === 'not-read')
    return {
      words: `warning: dependencies were NOT audited, so nothing is known of them: ${report.why}. Run npm run check:dependencies where the registry answers audits.`,
      passed: true,
    };
  const { findings, packages } = report;
  const lines = findings.map(
    ({ name, severity, why, fix }) =>
      `  ${severity}: ${name}: ${why}; ${fix ? `to be had: ${fix}` : 'no fix yet'}`,
  );
  const bad = findings.filter(({ severity }) => refused.includes(severity));
  return {
    words: [
      `dependencies: ${packages} packages of production audited, ${findings.length} with advisories, ${bad.length} high or critical`,
      ...lines,
    ].join('\n'),
    passed: bad.length === 0,
  };
}
