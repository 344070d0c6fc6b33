import { useId } from 'react';
import type { Figure } from '#figure/figure.ts';
import type { Metric } from '#metrics';
import { useView } from '../cohort/view-context.ts';
import { Grid } from './Grid.tsx';
import type { PagePlaces } from './places.ts';

interface CloserLookProps {
  readonly closer: NonNullable<PagePlaces['closer']>;
  readonly figures: ReadonlyMap<string, Figure>;
  readonly held: boolean;
}

/** Metrics of scales that the loaded data hold, by the rows of the figure over all scales. */
function withData(
  offered: readonly Metric[],
  figures: CloserLookProps['figures'],
): readonly Metric[] {
  const scales = figures.get('wellbeing-change:scale')?.rows.map(({ key }) => key) ?? [];
  const held = offered.filter(
    ({ statistic }) => 'scale' in statistic && scales.includes(String(statistic.scale)),
  );
  return held.length > 0 ? held : offered;
}

/** A group of cards about one metric that the reader chooses; the choice is in the address. */
export function CloserLook({ closer, figures, held }: CloserLookProps) {
  const { change } = useView();
  const { layout, offered, chosen, places } = closer;
  const id = useId();
  const options = withData(offered, figures);
  const known = options.includes(chosen) ? options : [chosen, ...options];
  return (
    <section aria-labelledby={`${id}-title`}>
      <div className="closer">
        <h2 id={`${id}-title`}>{layout.title}</h2>
        <label htmlFor={id}>{layout.label}</label>
        <select
          id={id}
          className="bar-select"
          value={chosen.id}
          onChange={({ target }) =>
            change((was) => ({ ...was, show: { ...was.show, [layout.key]: target.value } }))
          }
        >
          {known.map((metric) => (
            <option key={metric.id} value={metric.id}>
              {metric.name.split(':')[0]}
            </option>
          ))}
        </select>
      </div>
      <Grid places={places} figures={figures} held={held} />
    </section>
  );
}
