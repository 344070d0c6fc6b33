import { dateWords } from '#figure/month.ts';
import type { Metric } from '#metrics';
import { pageLayouts } from './layouts.ts';

interface Group {
  readonly title: string;
  readonly metrics: readonly Metric[];
}

/**
 * The metrics under the names of the pages that show them, in the order of the pages. Those a page
 * offers one at a time, to look closer, stand apart. Every metric is in one group.
 */
export function metricGroups(metrics: readonly Metric[]): readonly Group[] {
  const left = new Set(metrics);
  const take = (title: string, isIn: (metric: Metric) => boolean): Group => {
    const taken = [...left].filter(isIn);
    for (const metric of taken) left.delete(metric);
    return { title, metrics: taken };
  };
  const groups = pageLayouts.flatMap(({ name, rooms, closer }) => {
    const apart = closer && take(closer.title, (metric) => closer.offers(metric));
    const own = take(name, ({ room }) => rooms.includes(room));
    return [own, ...(apart ? [apart] : [])];
  });
  return [...groups, take('Others', () => true)].filter((group) => group.metrics.length > 0);
}

function MetricEntry({ metric }: { readonly metric: Metric }) {
  return (
    <details className="entry" id={metric.id}>
      <summary>
        <h4>{metric.name}</h4>
      </summary>
      <p>
        <strong>{metric.question}</strong>
      </p>
      <p>{metric.definition}</p>
      <p>{metric.whyItMatters}</p>
      {metric.caveats.length > 0 && (
        <ul>
          {metric.caveats.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
      <p className="quiet">
        Version {metric.version}. Owner: {metric.owner}. Next review: {dateWords(metric.review)}.
      </p>
    </details>
  );
}

/** What each figure means, by page. */
export function MetricEntries({ metrics }: { readonly metrics: readonly Metric[] }) {
  return metricGroups(metrics).map((group) => (
    <section key={group.title} className="entries">
      <h3>{group.title}</h3>
      {group.metrics.map((metric) => (
        <MetricEntry key={metric.id} metric={metric} />
      ))}
    </section>
  ));
}
