import { type Accessor, createSignal, onCleanup } from "solid-js";

const NEAR_PX = 48;

/**
 * Keeps a scrolling box at its end while the reader is there, and leaves it alone while they read above.
 * `attach` takes the box and the content whose height changes.
 */
export function createStickToBottom(): {
  attach: (box: HTMLElement, content: HTMLElement) => void;
  isAtBottom: Accessor<boolean>;
  toBottom: (smooth?: boolean) => void;
} {
  const [isAtBottom, setAtBottom] = createSignal(true);
  let box: HTMLElement | undefined;

  const toBottom = (smooth = false) => {
    setAtBottom(true);
    box?.scrollTo({ top: box.scrollHeight, behavior: smooth ? "smooth" : "instant" });
  };

  const attach = (element: HTMLElement, content: HTMLElement) => {
    box = element;
    const onScroll = () => setAtBottom(element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX);
    const observer = new ResizeObserver(() => {
      if (isAtBottom()) toBottom();
    });
    element.addEventListener("scroll", onScroll, { passive: true });
    observer.observe(content);
    observer.observe(element);
    onCleanup(() => {
      element.removeEventListener("scroll", onScroll);
      observer.disconnect();
    });
  };

  return { attach, isAtBottom, toBottom };
}
