import type { Figure } from '#figure/figure.ts';
import { dateWords } from '#figure/month.ts';
import type { Metric } from '#metrics';
import { Flow } from './Flow.tsx';

interface AboutProps {
  readonly figure: Figure;
  readonly metric: Metric;
}

function Provenance({ figure }: { readonly figure: Figure }) {
  const { provenance, columns } = figure;
  const feeds = Object.entries(provenance.dataTo).flatMap(([feed, to]) =>
    to ? [`${feed} to ${dateWords(to, true)}`] : [],
  );
  const methods = [
    ...new Set(
      columns.flatMap(({ interval }) =>
        interval ? [`${Math.round(interval.level * 1000) / 10}%, ${interval.method}`] : [],
      ),
    ),
  ];
  const lines: readonly (readonly [string, string])[] = [
    ['Cohort', figure.cohort.words],
    ['Source', provenance.source],
    ...(provenance.assumptions ? [['Assumes', provenance.assumptions] as const] : []),
    ['Data', feeds.join('; ')],
    ...(methods.length > 0 ? [['Intervals', methods.join('; ')] as const] : []),
    ['Small numbers', provenance.policyWords],
    [
      'Versions',
      `figure ${provenance.metric} ${provenance.metricVersion}, data ${provenance.dataVersion}`,
    ],
    ['Verification code', provenance.code],
  ];
  return (
    <>
      <h3>Where it comes from</h3>
      <dl className="facts">
        {lines.map(([term, words]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** More than these at once are not read. */
const READ_AT_ONCE = 6;

function Caveats({ caveats }: { readonly caveats: readonly string[] }) {
  return (
    <ul>
      {caveats.map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  );
}

/** What the figure is, who it counts, what it does not show and where it comes from. */
export function About({ figure, metric }: AboutProps) {
  const caveats = [...new Set([...metric.caveats, ...figure.caveats])];
  const [first, more] = [caveats.slice(0, READ_AT_ONCE), caveats.slice(READ_AT_ONCE)];
  return (
    <div className="about">
      <p>{metric.definition}</p>
      <p>{metric.whyItMatters}</p>
      {caveats.length > 0 && (
        <>
          <h3>Read it with care</h3>
          <Caveats caveats={more.length > 1 ? first : caveats} />
          {more.length > 1 && (
            <details className="more-caveats">
              <summary>{more.length} more</summary>
              <Caveats caveats={more} />
            </details>
          )}
        </>
      )}
      <Flow figure={figure} />
      {(metric.benchmarks ?? []).length > 0 && (
        <>
          <h3>Reference figures</h3>
          <ul>
            {(metric.benchmarks ?? []).map(({ label, source }) => (
              <li key={label}>
                {label}. Source: {source}
              </li>
            ))}
          </ul>
        </>
      )}
      <Provenance figure={figure} />
    </div>
  );
}
