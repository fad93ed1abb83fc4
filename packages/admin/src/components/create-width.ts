import { type Accessor, createSignal, onCleanup } from "solid-js";

/** The present width of an element, in pixels; 0 before it is known. */
export function createWidth(): [width: Accessor<number>, ref: (element: HTMLElement) => void] {
  const [width, setWidth] = createSignal(0);
  const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
  onCleanup(() => observer.disconnect());
  return [width, (element) => observer.observe(element)];
}
