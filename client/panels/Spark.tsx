import { useLayoutEffect } from 'react';
import type { Figure } from '#figure/figure.ts';
import { sparkChart } from '../charts/spark.ts';
import { useSize } from './use-size.ts';

/** The small line of a tile; its room is kept when there is nothing to draw. */
export function Spark({ figure }: { readonly figure: Figure | undefined }) {
  const [frame, size] = useSize<HTMLDivElement>();
  const width = size?.width ?? null;
  useLayoutEffect(() => {
    const drawn = figure && figure.by === 'month' && figure.message === null && width !== null;
    frame.current?.replaceChildren(...(drawn ? [sparkChart(figure, { width })] : []));
  }, [figure, width, frame]);
  return <div ref={frame} className="spark-place" />;
}
