import type { Figure } from '#figure/figure.ts';
import { writeCell, writeInterval } from '#figure/format.ts';
import { dateWords } from '#figure/month.ts';
import { ScrollTable } from '../table/ScrollTable.tsx';

/** One figure as `GET /api/verify/:code` answers it. */
export interface Verified {
  readonly code: string;
  readonly title: string;
  readonly subtitle: string;
  readonly cohort: string;
  readonly policy: string;
  readonly dataVersion: string;
  readonly dataTo: Figure['provenance']['dataTo'];
  readonly generatedAt: string;
  readonly demonstration: boolean;
  readonly issues: readonly {
    readonly at: string;
    readonly format: string;
    readonly who: string;
  }[];
  readonly shown: Pick<Figure, 'headline' | 'columns' | 'rows' | 'total' | 'groupLabel'> | null;
  readonly hidden: string | null;
  readonly today: {
    readonly same: boolean | null;
    readonly words: string;
    readonly reasons: readonly string[];
    readonly headline: string | null;
    readonly differences: readonly {
      readonly row: string;
      readonly column: string;
      readonly then: string;
      readonly now: string;
    }[];
    readonly differ: number;
  } | null;
}

const minute = (instant: string): string =>
  `${dateWords(instant.slice(0, 10))}, ${instant.slice(11, 16)} UTC`;

function Facts({ figure }: { readonly figure: Verified }) {
  const to = figure.dataTo.cases;
  const facts = [
    ['Code', figure.code],
    ['Who is counted', figure.cohort],
    ['Small numbers', figure.policy],
    ['Data', `version ${figure.dataVersion}${to ? `, cases to ${dateWords(to)}` : ''}`],
    ['Worked out', minute(figure.generatedAt)],
    ...figure.issues
      .slice(0, 3)
      .map(({ at, format, who }) => ['Left', `${minute(at)}, as ${format}, made by ${who}`]),
    ...(figure.demonstration ? [['Demonstration', 'Invented people; nothing here is real.']] : []),
  ];
  return (
    <dl className="facts">
      {facts.map(([term, words], at) => (
        <div key={`${term} ${at}`}>
          <dt>{term}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

function Today({ today }: { readonly today: NonNullable<Verified['today']> }) {
  const { differences, differ } = today;
  return (
    <>
      <div className={`notice ${today.same ? 'is-good' : 'is-amber'}`}>
        <p>
          <strong>{today.words}</strong>
        </p>
        {today.reasons.map((words) => (
          <p key={words}>{words}</p>
        ))}
        {today.same === false && today.headline && <p>Today: {today.headline}</p>}
      </div>
      {differences.length > 0 && (
        <ScrollTable
          label="What changed"
          caption={`What changed${differ > differences.length ? `, the first of ${differ}` : ''}`}
          headings={['Row', 'Number', 'Then', 'Today']}
        >
          {differences.map(({ row, column, then, now }) => (
            <tr key={`${row} ${column}`}>
              <th scope="row">{row}</th>
              <td>{column}</td>
              <td>{then}</td>
              <td>{now}</td>
            </tr>
          ))}
        </ScrollTable>
      )}
    </>
  );
}

/** The table as it left. */
function TableThen({ shown }: { readonly shown: NonNullable<Verified['shown']> }) {
  const rows = shown.total ? [...shown.rows, shown.total] : shown.rows;
  if (rows.length === 0) return null;
  return (
    <details>
      <summary>The table as it left</summary>
      <ScrollTable
        label="The table as it left"
        headings={[shown.groupLabel, ...shown.columns.map(({ label }) => label)]}
      >
        {rows.map((row) => (
          <tr key={`${row.kind} ${row.key}`}>
            <th scope="row">{row.label}</th>
            {shown.columns.map((column) => {
              const cell = row.cells[column.key];
              const interval = writeInterval(cell, column);
              return (
                <td key={column.key}>
                  {writeCell(cell, column)}
                  {interval && ` (${interval})`}
                </td>
              );
            })}
          </tr>
        ))}
      </ScrollTable>
    </details>
  );
}

/** What a code stands for, what it showed, and what today's data give. */
export function VerifiedFigure({ figure }: { readonly figure: Verified }) {
  return (
    <article className="card verified">
      <h2 className="finding">{figure.shown?.headline ?? figure.title}</h2>
      <p className="subtitle">
        {figure.title}: {figure.subtitle}
      </p>
      {figure.hidden && <p className="notice">{figure.hidden}</p>}
      {figure.today && <Today today={figure.today} />}
      <Facts figure={figure} />
      {figure.shown && <TableThen shown={figure.shown} />}
    </article>
  );
}
