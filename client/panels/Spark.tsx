import { useLayoutEffect } from 'react';
import type { Figure } from '#figure/figure.ts';
import { sparkChart, sparkPoints } from '../charts/spark.ts';
import { useSize } from './use-size.ts';

/** Fewer points than this are no line. */
const FEWEST = 3;

/** Whether the months of a figure make a line worth drawing. */
export function hasSpark(figure: Figure | undefined): figure is Figure {
  if (!figure || figure.by !== 'month' || figure.message) return false;
  return sparkPoints(figure).length >= FEWEST;
}

/** The small line of a tile; its room is kept when there is nothing to draw. */
export function Spark({ figure }: { readonly figure: Figure | undefined }) {
  const [frame, size] = useSize<HTMLDivElement>();
  const width = size?.width ?? null;
  useLayoutEffect(() => {
    const drawn = hasSpark(figure) && width !== null;
    frame.current?.replaceChildren(...(drawn ? [sparkChart(figure, { width })] : []));
  }, [figure, width, frame]);
  return <div ref={frame} className="spark-place" />;
}
