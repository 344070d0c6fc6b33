import { useId } from 'react';
import { Link } from 'react-router';
import type { Figure } from '#figure/figure.ts';
import { writeCell, writeInterval } from '#figure/format.ts';
import type { Metric } from '#metrics';
import { Spark } from './Spark.tsx';

interface TileProps {
  readonly metric: Metric;
  readonly figure: Figure | undefined;
  readonly held: boolean;
  /** Address of the page that tells more. */
  readonly to: string;
}

/** A tile has room for the finding; what qualifies it is on its page. */
const firstSentence = (finding: string): string => /^.*?\.(?=\s|$)/.exec(finding)?.[0] ?? finding;

/** One number of the cohort, large, with its interval and finding, and the way to its page. */
export function Tile({ metric, figure, held, to }: TileProps) {
  const id = useId();
  const column = figure?.columns.find(({ key }) => key === figure.headlineColumn);
  const cell = figure?.total?.cells[figure.headlineColumn];
  const shown = figure?.message === null && cell !== undefined && column !== undefined;
  const interval = shown ? writeInterval(cell, column) : '';
  return (
    <article
      className={`tile ${held ? 'is-held' : ''}`}
      aria-labelledby={id}
      aria-busy={held || !figure}
    >
      <h2 id={id} className="tile-name">
        <Link to={to}>{metric.name}</Link>
      </h2>
      <p className="tile-number">{shown ? writeCell(cell, column) : '–'}</p>
      <p className="tile-interval">
        {shown && `${column.label}${interval ? `, 95% interval ${interval}` : ''}`}
      </p>
      <p className="tile-finding">
        {figure ? (figure.message?.words ?? firstSentence(figure.headline)) : ' '}
      </p>
      <Spark figure={figure} />
    </article>
  );
}
