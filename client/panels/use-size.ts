import { useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

/** Whole pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of an element, kept up to date; null until it is laid out. */
export function useSize<T extends HTMLElement>(): [RefObject<T | null>, Size | null] {
  const ref = useRef<T>(null);
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const measure = () => {
      const width = Math.floor(element.clientWidth);
      const height = Math.floor(element.clientHeight);
      setSize((held) =>
        held?.width === width && held.height === height ? held : { width, height },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
