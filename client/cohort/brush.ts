/** A span of months by their place in the histogram, both ends included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Grip {
  readonly part: 'from' | 'to' | 'whole' | 'new';
  /** Month under the pointer when it was pressed, and the span at that time. */
  readonly at: number;
  readonly span: Span;
}

/** What a press takes hold of: an edge within a month of the pointer, the span, or a new span. */
export function gripAt(at: number, span: Span): Grip {
  const toFrom = Math.abs(at - span.from);
  const toTo = Math.abs(at - span.to);
  if (Math.min(toFrom, toTo) <= 1) return { part: toFrom < toTo ? 'from' : 'to', at, span };
  return { part: at > span.from && at < span.to ? 'whole' : 'new', at, span };
}

/** The span after the pointer has moved to a month; always inside 0 to `last`, never empty. */
export function dragged({ part, at: start, span }: Grip, at: number, last: number): Span {
  const inside = (month: number) => Math.min(last, Math.max(0, month));
  if (part === 'whole') {
    const length = span.to - span.from;
    const from = Math.min(last - length, Math.max(0, span.from + at - start));
    return { from, to: from + length };
  }
  const fixed = part === 'from' ? span.to : part === 'to' ? span.from : start;
  return { from: inside(Math.min(fixed, at)), to: inside(Math.max(fixed, at)) };
}
