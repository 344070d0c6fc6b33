import type { Published } from '../disclosure/publish.ts';
import type { Answer } from '../kinds/kind.ts';

/** Most columns drawn side by side. */
const mostDrawn = 4;

/**
 * Which columns are drawn, and which carries the headline, where the largest are to be: chosen from
 * the published total, as an order taken from exact counts would tell rounded or hidden ones apart.
 * Columns that show the same stay in the order of the list; hidden ones come last.
 */
export function drawCommonest(answer: Answer, { total }: Published): Answer {
  const { commonest } = answer;
  if (!commonest || commonest.length === 0) return answer;
  const shown = (key: string): number => {
    const value = total?.cells[key]?.value;
    return typeof value === 'number' ? value : -1;
  };
  const bySize = commonest.toSorted((a, b) => shown(b) - shown(a));
  const drawn = new Set(bySize.slice(0, mostDrawn));
  return {
    ...answer,
    headlineColumn: bySize[0]!,
    chart: { ...answer.chart, y: commonest.filter((key) => drawn.has(key)) },
  };
}
