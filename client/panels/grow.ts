const duration = 150;

/** Ends of the bars of a picture, by their place in it. */
export function barWidths(svg: Element | null): ReadonlyMap<string, number> {
  const bars = [...(svg?.querySelectorAll<SVGRectElement>('[data-bar]') ?? [])];
  return new Map(bars.map((bar) => [bar.dataset['bar'] ?? '', Number(bar.getAttribute('width'))]));
}

/** Lets each bar grow from the width it had to its new one; nothing moves with reduced motion. */
export function growBars(svg: Element, before: ReadonlyMap<string, number>): void {
  if (globalThis.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  for (const bar of svg.querySelectorAll<SVGRectElement>('[data-bar]')) {
    const width = Number(bar.getAttribute('width'));
    const old = before.get(bar.dataset['bar'] ?? '');
    if (old === undefined || old === width || width === 0) continue;
    bar.style.transformOrigin = `${bar.getAttribute('x')}px 0`;
    bar.animate([{ transform: `scaleX(${old / width})` }, { transform: 'none' }], {
      duration,
      easing: 'ease-out',
    });
  }
}
