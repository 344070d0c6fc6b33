import { useLayoutEffect } from 'react';
import type { RefObject } from 'react';
import { placeBeside } from './place-beside.ts';
import type { Box } from './place-beside.ts';

/** Below this the panel lies along the foot of the window, and the page ends above it. */
const narrow = '(max-width: 47.99em)';

function boxOf(element: Element): Box {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { left, top, width, height };
}

function ringRound(ring: HTMLElement, { left, top, width, height }: Box): void {
  const margin = 6;
  const from = Math.max(2, left - margin);
  const to = Math.min(document.documentElement.clientWidth - 2, left + width + margin);
  ring.style.transform = `translate(${from}px, ${top - margin}px)`;
  ring.style.width = `${to - from}px`;
  ring.style.height = `${height + 2 * margin}px`;
}

/** What has the focus on the page, which the panel must not lie on (WCAG 2.2, 2.4.11). */
function focusedBox(panel: HTMLElement): readonly Box[] {
  const focused = document.activeElement;
  const page = !focused || focused === document.body || focused.id === 'main';
  return page || panel.contains(focused) ? [] : [boxOf(focused)];
}

function arrange(panel: HTMLElement, ring: HTMLElement | null, target: HTMLElement | null): void {
  const root = document.documentElement;
  const low = globalThis.matchMedia(narrow).matches;
  root.style.setProperty('--tour-height', low ? `${panel.offsetHeight}px` : '0px');
  const box = target && boxOf(target);
  if (ring && box) ringRound(ring, box);
  if (low) {
    panel.style.transform = '';
    return;
  }
  const view = { width: root.clientWidth, height: root.clientHeight };
  const size = { width: panel.offsetWidth, height: panel.offsetHeight };
  const none = { left: view.width, top: view.height, width: 0, height: 0 };
  const card = target?.closest('.card');
  const whole = card ? boxOf(card) : (box ?? none);
  const { left, top } = placeBeside(box ?? none, whole, size, view, focusedBox(panel));
  panel.style.transform = `translate(${left}px, ${top}px)`;
}

/** Brings the target of step `at` into view and keeps ring and panel at it while the page moves. */
export function useTourLayout(
  panel: RefObject<HTMLElement | null>,
  ring: RefObject<HTMLElement | null>,
  target: HTMLElement | null,
  at: number,
): void {
  useLayoutEffect(() => {
    const element = panel.current;
    if (!element) return undefined;
    const again = () => arrange(element, ring.current, target);
    again();
    target?.scrollIntoView({ block: 'center' });
    again();
    const observer = new ResizeObserver(again);
    for (const each of [target, element, document.body]) if (each) observer.observe(each);
    const options = { capture: true, passive: true };
    document.addEventListener('scroll', again, options);
    document.addEventListener('focusin', again);
    globalThis.addEventListener('resize', again);
    return () => {
      observer.disconnect();
      document.removeEventListener('scroll', again, options);
      document.removeEventListener('focusin', again);
      globalThis.removeEventListener('resize', again);
      document.documentElement.style.removeProperty('--tour-height');
    };
  }, [panel, ring, target, at]);
}
