import { Skeleton } from "@chat/ui";
import { createMemo, createSignal, For, Match, Show, Switch } from "solid-js";
import { createAccept } from "../state/accept";
import { useDesk } from "../state/desk";
import { QueueItem } from "./QueueItem";
import { SectionTitle } from "./SectionTitle";

/** The oldest come first, so the rest of a long queue is rarely what one looks for. */
const SHOWN_AT_FIRST = 4;

export function QueueList() {
  const desk = useDesk();
  const accept = createAccept();
  const [isWhole, setWhole] = createSignal(false);
  const waiting = () => desk.queue.sessions;
  const shown = createMemo(() => (isWhole() ? waiting() : waiting().slice(0, SHOWN_AT_FIRST)));
  const hiddenCount = () => waiting().length - shown().length;
  /** Of a very long queue only those who wait longest are known here. */
  const unknownCount = () => desk.queue.total - waiting().length;
  return (
    <section aria-labelledby="queue-title">
      <SectionTitle id="queue-title" text="Waiting" count={desk.queue.total} isUrgent />
      <p class="sr-only" role="status">
        {desk.queue.total === 0 ? "Nobody is waiting" : `${desk.queue.total} waiting`}
      </p>
      <Switch>
        <Match when={!desk.queue.isLoaded}>
          <div class="space-y-3 px-4 pb-3 pt-1" aria-hidden="true">
            <Skeleton class="h-14 w-full" />
            <Skeleton class="h-14 w-full" />
          </div>
        </Match>
        <Match when={waiting().length === 0}>
          <p class="px-4 pb-4 pt-1 text-[0.8125rem] text-text-muted">
            Nobody is waiting. Visitors who ask for a person appear here at once.
          </p>
        </Match>
        <Match when={waiting().length > 0}>
          <ul class="px-2 pb-2">
            <For each={shown()}>
              {(session, index) => (
                <QueueItem
                  session={session}
                  isNext={index() === 0}
                  isPending={desk.queue.accepting[session.sessionId] ?? false}
                  onAccept={() => void accept(session)}
                />
              )}
            </For>
          </ul>
          <Show when={hiddenCount() === 0 && unknownCount() > 0}>
            <p class="px-4 pb-2 text-xs text-text-muted">And {unknownCount()} more, who came later.</p>
          </Show>
          <Show when={waiting().length > SHOWN_AT_FIRST}>
            <button
              type="button"
              class="mx-4 mb-2 rounded text-xs font-medium text-accent-text hover:underline"
              onClick={() => setWhole((whole) => !whole)}
            >
              {hiddenCount() > 0 ? `Show ${hiddenCount()} more` : "Show fewer"}
            </button>
          </Show>
        </Match>
      </Switch>
    </section>
  );
}
