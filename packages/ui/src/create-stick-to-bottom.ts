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
  /** Call before rows are put above the reader, and what it returns after: the same rows stay in view. */
  holdView: () => () => void;
} {
  const [isAtBottom, setAtBottom] = createSignal(true);
  let box: HTMLElement | undefined;

  const toBottom = (smooth = false) => {
    setAtBottom(true);
    box?.scrollTo({ top: box.scrollHeight, behavior: smooth ? "smooth" : "instant" });
  };

  const attach = (element: HTMLElement, content: HTMLElement) => {
    box = element;
    let lastTop = element.scrollTop;
    // Only the reader scrolls up. By the time our own scroll is told of, more may have come below it.
    const onScroll = () => {
      const isNear = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
      if (isNear || element.scrollTop < lastTop) setAtBottom(isNear);
      lastTop = element.scrollTop;
    };
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

  const holdView = () => {
    const below = box ? box.scrollHeight - box.scrollTop : 0;
    return () => {
      if (box) box.scrollTop = box.scrollHeight - below;
    };
  };

  return { attach, isAtBottom, toBottom, holdView };
}
