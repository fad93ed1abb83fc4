import { ArrowDown } from "lucide-solid";
import { createComputed, createEffect, createSignal, For, type JSX, on, onMount, Show, untrack } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import { Button } from "./Button";
import { classes } from "./classes";
import { createStickToBottom } from "./create-stick-to-bottom";
import { TranscriptRow } from "./TranscriptRow";
import { TypingDots } from "./TypingDots";
import { type TranscriptItem, type TranscriptMessage, transcriptItems } from "./transcript-items";

export type TranscriptProps = {
  /** In reading order. Rows keep their elements by `key`. */
  messages: readonly TranscriptMessage[];
  visitorName: string;
  /** "Ada is typing", or nothing. */
  typingLabel?: string | null;
  hasEarlier?: boolean;
  isLoadingEarlier?: boolean;
  onLoadEarlier?: () => void;
  onRetry?: (key: string) => void;
  /** Between the messages and the typing line, as for a note on the chat's state. */
  footer?: JSX.Element;
  class?: string;
};

export function Transcript(props: TranscriptProps) {
  const stick = createStickToBottom();
  const [unseen, setUnseen] = createSignal(0);
  const [items, setItems] = createStore<TranscriptItem[]>([]);
  let box!: HTMLDivElement;
  let content!: HTMLDivElement;

  let firstKey: string | undefined;

  createComputed(() => {
    const first = props.messages[0]?.key;
    const isPrepended = firstKey !== undefined && first !== firstKey;
    const keepView = isPrepended && !untrack(stick.isAtBottom) ? stick.holdView() : null;
    firstKey = first;
    setItems(reconcile(transcriptItems(props.messages), { key: "key" }));
    if (keepView) queueMicrotask(keepView);
  });
  onMount(() => stick.attach(box, content));

  createEffect(
    on(
      () => ({ count: props.messages.length, last: props.messages.at(-1)?.key }),
      (now, before) => {
        if (before && now.count > before.count && now.last !== before.last && !stick.isAtBottom())
          setUnseen((count) => count + now.count - before.count);
      },
    ),
  );
  createEffect(() => {
    if (stick.isAtBottom()) setUnseen(0);
  });

  return (
    <div class={classes("relative min-h-0", props.class)}>
      <div
        ref={box}
        class="h-full overflow-y-auto overscroll-contain [overflow-anchor:none] px-4 scroll-quiet sm:px-6"
        tabindex="0"
        role="log"
        aria-label="Messages"
        aria-live={props.isLoadingEarlier ? "off" : "polite"}
      >
        <div ref={content} class="pb-5 pt-2">
          <Show when={props.hasEarlier}>
            <div class="flex justify-center py-2">
              <Button size="sm" variant="ghost" pending={props.isLoadingEarlier} onClick={() => props.onLoadEarlier?.()}>
                Show earlier messages
              </Button>
            </div>
          </Show>
          <For each={items}>{(item) => <TranscriptRow item={item} visitorName={props.visitorName} onRetry={props.onRetry} />}</For>
          {props.footer}
          <Show when={props.typingLabel}>{(label) => <TypingDots label={label()} />}</Show>
        </div>
      </div>
      <Show when={unseen() > 0}>
        <div class="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center">
          <Button size="sm" class="pointer-events-auto animate-slide-in rounded-full shadow-pop" onClick={() => stick.toBottom(true)}>
            <ArrowDown class="size-3.5" aria-hidden="true" />
            {unseen() === 1 ? "1 new message" : `${unseen()} new messages`}
          </Button>
        </div>
      </Show>
    </div>
  );
}
