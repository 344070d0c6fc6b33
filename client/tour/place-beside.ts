/** A rectangle in the window, in CSS pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

type Size = Pick<Box, 'width' | 'height'>;

const gap = 14;
const edge = 12;

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.left + b.width &&
  b.left < a.left + a.width &&
  a.top < b.top + b.height &&
  b.top < a.top + a.height;

const within = (value: number, most: number): number => Math.max(edge, Math.min(value, most));

type Corner = Pick<Box, 'left' | 'top'>;

const under = ({ left, top, height }: Box): Corner => ({ left, top: top + height + gap });

/** Places to try, the best first: beside what the target is part of, round the target, the corners. */
function placesFor(target: Box, whole: Box, panel: Size, most: Corner): readonly Corner[] {
  const left = within(target.left, most.left);
  const top = within(target.top, most.top);
  const beside = (box: Box) => [
    { left: box.left + box.width + gap, top },
    { left: box.left - panel.width - gap, top },
  ];
  return [
    ...(whole === target ? [] : [...beside(whole), { left, top: whole.top - panel.height - gap }]),
    { ...under(target), left },
    { left, top: target.top - panel.height - gap },
    ...beside(target),
    most,
    { left: edge, top: most.top },
    { left: most.left, top: edge },
    { left: edge, top: edge },
  ];
}

/**
 * Where a panel of this size goes in the window: the first place that fits and covers neither the
 * target, nor the whole it is part of, nor what else is to stay clear (what has the focus). Where
 * there is none the whole may be covered; failing that too, the bottom right corner.
 */
export function placeBeside(
  target: Box,
  whole: Box,
  panel: Size,
  view: Size,
  clear: readonly Box[],
): Corner {
  const most = { left: view.width - panel.width - edge, top: view.height - panel.height - edge };
  const inside = ({ left, top }: Corner): boolean =>
    left >= edge && left <= most.left && top >= edge && top <= most.top;
  const places = placesFor(target, whole, panel, most).filter(inside);
  const free = (boxes: readonly Box[]) =>
    places.find((place) => boxes.every((box) => !overlaps({ ...place, ...panel }, box)));
  return free([target, whole, ...clear]) ?? free([target, ...clear]) ?? most;
}
