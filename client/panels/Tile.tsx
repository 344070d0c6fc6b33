import { memo, useId } from 'react';
import { Link } from 'react-router';
import type { Figure } from '#figure/figure.ts';
import { writeCell } from '#figure/format.ts';
import { monthWords } from '#figure/month.ts';
import type { Metric } from '#metrics';
import { useView } from '../cohort/view-context.ts';
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
  if (!figure || figure.by !== 'month' || figure.message) return ' ';
  const months = figure.rows.filter(({ kind }) => kind === 'group').map(({ key }) => key);
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last || !hasSpark(figure)) return ' ';
  return `by month, ${monthWords(first, true)} to ${monthWords(last, true)}`;
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
  const number = shown ? writeCell(cell, column) : '–';
  const name = shown ? nameOf(column.label) : ' ';
  return (
    <article className="tile" aria-labelledby={id}>
      <h2 id={id} className="tile-name">
        <PageLink page={page} name={metric.name.split(':')[0]} />
      </h2>
      <p className="tile-number">
        {number} <span className="tile-name-of">{name.toLowerCase()}</span>
      </p>
      <p className="tile-finding">
        {figure
          ? (figure.message?.words ?? tileWords(figure.headline, `${number} ${name.toLowerCase()}`))
          : ' '}
      </p>
      <Spark figure={figure} />
      <p className="tile-line">{lineWords(figure)}</p>
    </article>
  );
});
