import { lazy, memo, Suspense, useId } from 'react';
import type { ReactNode } from 'react';
import type { Figure } from '#figure/figure.ts';
import { dateWords } from '#figure/month.ts';
import { policyBriefly } from '#figure/policy-briefly.ts';
import type { Metric } from '#metrics';
import { isDrawn } from '../charts/draw.ts';
import { Terms } from '../pages/Terms.tsx';
import { LateNote } from '../reports/LateNote.tsx';
import { FigureTable } from '../table/FigureTable.tsx';
import { CardTabs } from './CardTabs.tsx';
import type { CardTab } from './CardTabs.tsx';
import { ChartPanel } from './ChartPanel.tsx';
import { EarlierPeriod } from './EarlierPeriod.tsx';
import { Flow } from './Flow.tsx';
import { ReportButton } from './ReportButton.tsx';
import { SplitSelect } from './SplitSelect.tsx';
import type { Split } from './SplitSelect.tsx';
import { useCrossFilter } from './use-cross-filter.ts';
import { reservedHeight } from './reserve.ts';

// What a tab opens is fetched when it is opened.
const About = lazy(async () => ({ default: (await import('./About.tsx')).About }));
const Download = lazy(async () => ({ default: (await import('./Download.tsx')).Download }));

interface CardProps {
  /** Place on the page, under which the address keeps the split chosen. */
  readonly place: string;
  readonly metric: Metric;
  readonly by: string;
  /** Undefined until the first answer. */
  readonly figure: Figure | undefined;
  readonly splits: readonly Split[];
  readonly compare: string | null;
  /** Whether the figure is about a closed quarter. */
  readonly closed: boolean;
  onSplit(place: string, by: string): void;
}

/**
 * The frame of every figure: finding, subtitle, tabs, and what it rests on. Drawn again when its
 * figure changes, and not while the next answer is waited for.
 */
export const Card = memo(function Card(props: CardProps) {
  const { metric, by, figure } = props;
  const id = useId();
  return (
    <article className="card" aria-labelledby={id}>
      <header className="card-head">
        <h2 id={id} className="finding">
          {figure ? (
            (figure.message?.words ?? figure.headline)
          ) : (
            <span className="ghost">{metric.name}</span>
          )}
        </h2>
        <p className="subtitle">
          <Terms text={figure?.subtitle ?? metric.measure} />
        </p>
        {figure?.provenance.assumptions && (
          <p className="assumes">
            <strong>Modelled.</strong> {figure.provenance.assumptions}
          </p>
        )}
      </header>
      {figure && props.closed && <LateNote figure={figure} />}
      {figure && !figure.message && <EarlierPeriod metric={metric} figure={figure} />}
      {figure ? (
        <CardBody
          place={props.place}
          metric={metric}
          figure={figure}
          splits={props.splits}
          compare={props.compare}
          onSplit={props.onSplit}
        />
      ) : (
        <div className="card-waiting" style={{ minHeight: reservedHeight(metric, by) }} />
      )}
      {figure?.rounding && <p className="chart-note">{figure.rounding}</p>}
      <footer className="card-foot">{figure ? footWords(metric, figure) : ' '}</footer>
    </article>
  );
});

/** "Case system, data to 30 Sep 2026 · exact". */
function footWords({ statistic }: Metric, { provenance, flow }: Figure): string {
  // Of steps every row has a number of its own to stand on; what they share is where they begin.
  const steps = statistic.kind === 'steps' || statistic.kind === 'activities';
  const of = (steps ? flow[0] : flow.at(-1))?.n.value;
  const n = typeof of === 'number' ? [`n ${of.toLocaleString('en-GB')}`] : [];
  const to = provenance.dataTo.cases;
  const source = `${provenance.source}${to ? `, data to ${dateWords(to, true)}` : ''}`;
  return [...n, source, policyBriefly[provenance.policy]].join(' · ');
}

type BodyProps = Omit<CardProps, 'by' | 'figure' | 'closed'> & { readonly figure: Figure };

function CardBody(props: BodyProps) {
  const { metric, figure, compare } = props;
  const { selected, action } = useCrossFilter(figure);
  const chart: CardTab = {
    id: 'chart',
    label: 'Chart',
    content: () => <ChartPanel figure={figure} selected={selected} action={action} />,
  };
  const table: CardTab = {
    id: 'table',
    label: 'Table',
    content: () => <FigureTable figure={figure} selected={selected} />,
  };
  const about: CardTab = {
    id: 'about',
    label: 'About',
    content: () => (
      <Suspense>
        <About figure={figure} metric={metric} />
      </Suspense>
    ),
  };
  const download: CardTab = {
    id: 'download',
    label: 'Download',
    content: () => (
      <Suspense>
        <Download figure={figure} compare={compare} />
      </Suspense>
    ),
  };
  const split = (
    <SplitSelect
      splits={props.splits}
      by={figure.by}
      onSplit={(by) => props.onSplit(props.place, by)}
      title={figure.title}
    />
  );
  if (figure.message) return <Nothing metric={metric} figure={figure} split={split} />;
  const aside = (
    <div className="card-aside">
      {split}
      <ReportButton figure={figure} />
    </div>
  );
  const tabs = [...(isDrawn(figure) ? [chart] : []), table, download, about];
  return <CardTabs tabs={tabs} label={figure.title} aside={aside} />;
}

interface NothingProps {
  readonly metric: Metric;
  readonly figure: Figure;
  readonly split: ReactNode;
}

/** A card with nothing to show keeps its frame, says what to change, and who was lost on the way. */
function Nothing({ metric, figure, split }: NothingProps) {
  return (
    <div className="nothing">
      <p>{figure.message?.wayOut}</p>
      <EarlierPeriod metric={metric} figure={figure} />
      {split}
      <Flow figure={figure} />
    </div>
  );
}
