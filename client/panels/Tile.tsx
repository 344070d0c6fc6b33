import { memo, useId } from 'react';
import { Link } from 'react-router';
import type { Figure } from '#figure/figure.ts';
import { noNumber } from '#figure/cell.ts';
import type { Cell, Column } from '#figure/cell.ts';
import { writeCell, writeValue } from '#figure/format.ts';
import { monthWords } from '#figure/month.ts';
import type { Metric } from '#metrics';
import { useView } from '../cohort/view-context.ts';
import { sparkPoints } from '../charts/spark.ts';
import { hasSpark, Spark } from './Spark.tsx';

interface TileProps {
  readonly metric: Metric;
  readonly figure: Figure | undefined;
  /** Path of the page that tells more. */
  readonly page: string;
}

const sentence = /^.*?\.(?=\s|$)/;

/**
 * A tile has room for one sentence, with the interval in it; what qualifies it is on its page. A
 * sentence that only says the large number again gives way to the next.
 */
function tileWords(finding: string, repeated: string): string {
  const first = sentence.exec(finding)?.[0] ?? finding;
  const rest = finding.slice(first.length).trim();
  return rest !== '' && first.startsWith(repeated) ? (sentence.exec(rest)?.[0] ?? rest) : first;
}

/** What the number is, in few words: the column's label without what follows its first comma. */
const nameOf = (label: string): string => (label.length > 24 ? (label.split(',')[0] ?? '') : label);

/** "by month, Nov 2025 to Oct 2026": what the small line under the finding is of. */
function lineWords(figure: Figure | undefined): string {
  if (!hasSpark(figure)) return ' ';
  const points = sparkPoints(figure);
  const [first, last] = [points[0]?.key ?? '', points.at(-1)?.key ?? ''];
  return `by month, ${monthWords(first, true)} to ${monthWords(last, true)}`;
}

/** A large number: a change to the decimal its finding has; of before and after, both levels. */
function numberOf(figure: Figure, cell: Cell, column: Column): { number: string; name: string } {
  const of = (key: string): string | null => {
    const held = figure.columns.find((each) => each.key === key);
    const value = figure.total?.cells[key];
    return held && typeof value?.value === 'number' ? writeCell(value, held) : null;
  };
  const [before, after] = [of('before'), of('after')];
  if (column.key === 'ratio' && before && after)
    return { number: `${before} → ${after}`, name: 'a year' };
  const number =
    column.format === 'signed2' && typeof cell.value === 'number'
      ? writeValue(cell.value, 'signed1')
      : writeCell(cell, column);
  return { number, name: nameOf(column.label).toLowerCase() };
}

/** The way to a page, with what is chosen now. */
function PageLink({ page, name }: { readonly page: string; readonly name: string | undefined }) {
  const { address } = useView();
  return <Link to={`/${page}?${address}`}>{name}</Link>;
}

/** One number of the cohort, large, with its finding and months, and the way to its page. */
export const Tile = memo(function Tile({ metric, figure, page }: TileProps) {
  const id = useId();
  const column = figure?.columns.find(({ key }) => key === figure.headlineColumn);
  const cell = figure?.total?.cells[figure.headlineColumn];
  const shown = figure?.message === null && cell !== undefined && column !== undefined;
  const { number, name } = shown ? numberOf(figure, cell, column) : { number: noNumber, name: ' ' };
  return (
    <article className="tile" aria-labelledby={id}>
      <h2 id={id} className="tile-name">
        <PageLink page={page} name={metric.name.split(':')[0]} />
      </h2>
      <p className="tile-number">
        {number} <span className="tile-name-of">{name}</span>
      </p>
      <p className="tile-finding">
        {figure ? (figure.message?.words ?? tileWords(figure.headline, `${number} ${name}`)) : ' '}
      </p>
      <Spark figure={figure} />
      <p className="tile-line">{lineWords(figure)}</p>
    </article>
  );
});
