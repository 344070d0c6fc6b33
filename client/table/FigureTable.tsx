import { emptyWords, noNumber } from '#figure/cell.ts';
import type { Cell, Column, Empty, Row } from '#figure/cell.ts';
import type { Figure } from '#figure/figure.ts';
import { writeCell, writeInterval } from '#figure/format.ts';
import { columnsOf, ownTotal } from '#figure/table-rows.ts';
import { Terms } from '../pages/Terms.tsx';
import { comparedRows } from '../charts/compared.ts';
import { shownCell } from '../charts/readings.ts';

interface FigureTableProps {
  readonly figure: Figure;
  /** Key of the row to mark, when the chart and the table are read together. */
  readonly selected?: readonly string[];
}

/** How a column is set: words, dates that stay on one line, or numbers under a long name or a short. */
function kindOf({ key, format, label }: Column, rows: readonly Row[]): string {
  if (format === 'text')
    return rows.some((row) => isLong(row, key)) ? 'is-text is-long' : 'is-text';
  if (format === 'date' || format === 'month') return 'is-date';
  return label.length > LONG_NAME ? 'is-number is-named-long' : 'is-number';
}

/** Words of more letters than these would stand in a narrow, tall column. */
const LONG_WORDS = 48;

const isLong = ({ cells }: Row, key: string): boolean =>
  String(cells[key]?.value ?? '').length > LONG_WORDS;

/** A heading of more letters than these would stand in three lines over its narrow numbers. */
const LONG_NAME = 16;

/**
 * An empty cell is its shorthand, said in full to a screen reader and explained under the table. None
 * is left blank.
 */
function CellContent({
  cell,
  column,
}: {
  readonly cell: Cell | undefined;
  readonly column: Column;
}) {
  if (cell?.value === null && cell.state && cell.state !== 'zero') {
    const { words, shorthand } = emptyWords[cell.state];
    return <abbr title={words}>{shorthand}</abbr>;
  }
  return writeCell(cell, column) || noNumber;
}

function Cells({ row, columns }: { readonly row: Row; readonly columns: readonly Column[] }) {
  return columns.flatMap((column) => {
    const held = row.cells[column.key];
    const cell = held && shownCell(held);
    const value = (
      <td key={column.key} className={kindOf(column, [row])}>
        <CellContent cell={cell} column={column} />
      </td>
    );
    if (!column.interval) return [value];
    return [
      value,
      <td key={`${column.key} interval`} className="is-interval">
        {writeInterval(cell, column) || noNumber}
      </td>,
    ];
  });
}

/** Columns of the other cohort and of the difference, for the headline number. */
function comparisonColumns(figure: Figure): readonly Column[] {
  const own = figure.columns.find(({ key }) => key === figure.headlineColumn);
  if (!figure.comparison || !own) return [];
  const { interval: _interval, ...plain } = own;
  return [
    { ...plain, key: 'compared', label: `${own.label}, compared with` },
    { ...own, key: 'difference', label: 'Difference', format: differenceFormat(own) },
  ];
}

const differenceFormat = ({ format }: Column): Column['format'] =>
  format === 'number1' ? 'signed1' : format === 'number2' ? 'signed2' : format;

/** The rows with the other cohort's number and the difference beside their own. */
function withComparison(figure: Figure): Pick<Figure, 'rows' | 'total'> {
  const { comparison, headlineColumn } = figure;
  const others = comparedRows(figure);
  if (!comparison || !others) return figure;
  const extended = (row: Row, other: Row | null | undefined): Row => {
    const compared = other?.cells[headlineColumn];
    const difference = comparison.differences[row.key];
    const more = { ...(compared ? { compared } : {}), ...(difference ? { difference } : {}) };
    return { ...row, cells: { ...row.cells, ...more } };
  };
  return {
    rows: figure.rows.map((row) =>
      extended(
        row,
        others.find(({ key }) => key === row.key),
      ),
    ),
    total: figure.total && extended(figure.total, comparison.total),
  };
}

function emptiesOf(figure: Figure): readonly Empty[] {
  const rows = figure.total ? [...figure.rows, figure.total] : figure.rows;
  const states = rows.flatMap((row) =>
    figure.columns.flatMap(({ key }) => {
      const cell = row.cells[key];
      return cell?.value === null && cell.state && cell.state !== 'zero' ? [cell.state] : [];
    }),
  );
  return [...new Set(states)];
}

const percent = (level: number): string => `${Math.round(level * 1000) / 10}%`;

/**
 * Every number of the figure as a real table: the same cells as the chart and the files. One or two
 * rows of many columns stand on their side, so that they can be read across and fit a phone.
 */
export function FigureTable({ figure, selected = [] }: FigureTableProps) {
  const { groups, whole } = columnsOf(figure);
  const columns = [...groups, ...comparisonColumns(figure)];
  const { rows, total: held } = withComparison(figure);
  const total = ownTotal({ rows, total: held });
  const inTable = total && columns.some(({ key }) => total.cells[key]) ? total : null;
  const empties = emptiesOf(figure);
  const onSide = columns.length > 4 && rows.length + (total ? 1 : 0) <= 2;
  return (
    <>
      <div
        className="table-scroll"
        role="region"
        tabIndex={0}
        aria-label={`Table: ${figure.title} by ${figure.groupLabel}`}
      >
        {onSide ? (
          <TurnedTable figure={figure} columns={columns} rows={total ? [...rows, total] : rows} />
        ) : (
          <WideTable
            figure={figure}
            columns={columns}
            rows={rows}
            total={inTable}
            selected={selected}
          />
        )}
      </div>
      {total && whole.length > 0 && (
        <TurnedTable figure={figure} columns={whole} rows={[total]} after />
      )}
      {empties.length > 0 && (
        <p className="table-note">
          {empties
            .map((state) => `${emptyWords[state].shorthand} ${emptyWords[state].words}`)
            .join('; ')}
          .
        </p>
      )}
    </>
  );
}

interface TableProps {
  readonly figure: Figure;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

function Caption({ figure }: { readonly figure: Figure }) {
  return (
    <caption className="nhsuk-u-visually-hidden">{`${figure.title}. ${figure.subtitle}`}</caption>
  );
}

interface WideTableProps extends TableProps {
  readonly total: Row | null;
  readonly selected: readonly string[];
}

/** A line for each group, a column for each number. */
function WideTable({ figure, columns, rows, total, selected }: WideTableProps) {
  return (
    <table className="figure-table">
      <Caption figure={figure} />
      <thead>
        <tr>
          <th scope="col">{figure.groupLabel}</th>
          {columns.flatMap((column) => [
            <th key={column.key} scope="col" className={kindOf(column, rows)}>
              <Terms text={column.label} />
            </th>,
            ...(column.interval
              ? [
                  <th key={`${column.key} interval`} scope="col" className="is-interval">
                    <span className="nhsuk-u-visually-hidden">{column.label}, </span>
                    {percent(column.interval.level)} interval
                  </th>,
                ]
              : []),
          ])}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.key || row.label}
            className={selected.includes(row.key) ? `is-${row.kind} is-selected` : `is-${row.kind}`}
          >
            <th scope="row">{row.label}</th>
            <Cells row={row} columns={columns} />
          </tr>
        ))}
      </tbody>
      {total && (
        <tfoot>
          <tr className="is-total">
            <th scope="row">{total.label}</th>
            <Cells row={total} columns={columns} />
          </tr>
        </tfoot>
      )}
    </table>
  );
}

interface TurnedTableProps extends TableProps {
  /** Goes on under the table of the groups, whose last line is named as its one column is. */
  readonly after?: boolean;
}

/** A line for each number, a column for each group. */
function TurnedTable({ figure, columns, rows, after = false }: TurnedTableProps) {
  return (
    <table className="figure-table is-turned">
      <Caption figure={figure} />
      <thead className={after ? 'nhsuk-u-visually-hidden' : undefined}>
        <tr>
          <th scope="col">{figure.groupLabel}</th>
          {rows.map(({ key, label }) => (
            <th key={key} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {columns.map((column) => (
          <tr key={column.key}>
            <th scope="row">
              <Terms text={column.label} />
            </th>
            {rows.map((row) => (
              <td key={row.key}>
                <TurnedCell row={row} column={column} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A number with its interval behind it in brackets. */
function TurnedCell({ row, column }: { readonly row: Row; readonly column: Column }) {
  const held = row.cells[column.key];
  const cell = held && shownCell(held);
  const interval = column.interval ? writeInterval(cell, column) : '';
  return (
    <>
      <CellContent cell={cell} column={column} />
      {interval && <span className="is-interval"> ({interval})</span>}
    </>
  );
}
