import { dateWords } from '#figure/month.ts';
import { count, plainName } from './loads-query.ts';
import type { FileReport, Finding, LoadReport, Rules } from './loads-query.ts';

interface LoadReportViewProps {
  readonly report: LoadReport;
  readonly rules: Rules;
  /** True for a check: what would happen, in place of what did. */
  readonly check: boolean;
}

const severities: Record<Finding['severity'], string> = {
  F: 'Stops the load',
  Q: 'Left out',
  W: 'Kept, please look',
  I: 'For information',
};

function Files({ report, check }: Omit<LoadReportViewProps, 'rules'>) {
  return (
    <div className="table-scroll" role="region" tabIndex={0} aria-label="Files and rows">
      <table className="small-table">
        <caption className="nhsuk-u-visually-hidden">Rows of each file</caption>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Rows</th>
            <th scope="col">{check ? 'Would be new' : 'New'}</th>
            <th scope="col">Changed</th>
            <th scope="col">Same</th>
            <th scope="col">Gone</th>
            <th scope="col">Left out</th>
            <th scope="col">Rows last time</th>
            <th scope="col">Days in it</th>
          </tr>
        </thead>
        <tbody>
          {report.files.map((file) => (
            <tr key={file.file}>
              <th scope="row">
                {file.file}
                <br />
                <span className="quiet">
                  {file.contract ? `read as ${plainName(file.contract)}` : 'not recognised'}
                </span>
              </th>
              {counted(file).map((rows, place) => (
                <td key={place}>{rows === null ? 'none' : count(rows)}</td>
              ))}
              <td>
                {file.firstDate && file.lastDate
                  ? `${dateWords(file.firstDate, true)} to ${dateWords(file.lastDate, true)}`
                  : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const counted = (file: FileReport): readonly (number | null)[] => [
  file.read,
  file.inserted,
  file.replaced,
  file.unchanged,
  file.withdrawn,
  file.quarantined,
  file.previousRead,
];

/** What was noticed: what is wrong, where, and the way out. The gravest first. */
function Findings({ report, rules }: Omit<LoadReportViewProps, 'check'>) {
  const order = ['F', 'Q', 'W', 'I'];
  const found = report.files
    .flatMap(({ file, findings }) => findings.map((each) => ({ file, ...each })))
    .toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  if (found.length === 0) return <p>Nothing was found to be wrong.</p>;
  return (
    <div className="table-scroll is-tall" role="region" tabIndex={0} aria-label="What was noticed">
      <table className="small-table findings">
        <caption className="nhsuk-u-visually-hidden">What was noticed, the gravest first</caption>
        <thead>
          <tr>
            <th scope="col">What happens</th>
            <th scope="col">Rows</th>
            <th scope="col">Where</th>
            <th scope="col">What is wrong</th>
            <th scope="col">What to do</th>
          </tr>
        </thead>
        <tbody>
          {found.map(({ file, rule, severity, column, detail, rows }) => (
            <tr key={[file, rule, severity, column, detail].join(' ')}>
              <th scope="row">
                <span className={severity === 'F' || severity === 'Q' ? 'is-grave' : ''}>
                  {severities[severity]}
                </span>
              </th>
              <td>{severity === 'F' ? 'all' : count(rows)}</td>
              <td>
                {file}
                {column && `, ${plainName(column)}`}
              </td>
              <td>
                {sentence(rules[rule]?.words ?? '')}
                {detail && ` (${detail})`} <span className="quiet">{rule}</span>
              </td>
              <td>{sentence(rules[rule]?.fix ?? '')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const sentence = (words: string): string =>
  words === '' ? '' : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

/** A report of a check or a load, for someone who has never seen one. */
export function LoadReportView({ report, rules, check }: LoadReportViewProps) {
  return (
    <>
      <Files report={report} check={check} />
      <h3 className="panel-title">What was noticed</h3>
      <Findings report={report} rules={rules} />
    </>
  );
}
