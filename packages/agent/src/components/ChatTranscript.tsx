import { Button, EmptyState, Skeleton, Transcript, type TranscriptMessage, toast } from "@chat/ui";
import { CloudAlert } from "lucide-solid";
import { createEffect, createMemo, Match, on, onMount, Switch } from "solid-js";
import { useDesk } from "../state/desk";
import type { DeskChat } from "../state/desk-chat";
import { transcriptLines } from "../state/transcript-lines";
import { DeliveryNote } from "./DeliveryNote";

/** Earlier messages are asked for before the reader reaches the top. */
const EARLIER_WITHIN_PX = 160;

export function ChatTranscript(props: { chat: DeskChat }) {
  const desk = useDesk();
  const thread = () => props.chat.thread;
  const lines = createMemo<TranscriptMessage[]>(() => transcriptLines(thread().state.messages, props.chat.pending(), desk.agent.fullName));
  let pane!: HTMLDivElement;

  const box = () => pane.querySelector<HTMLElement>("[role=log]");

  // What is put in front must not push away what is being read.
  const keepingPlace = (show: () => void) => {
    const reader = box();
    const fromEnd = reader ? reader.scrollHeight - reader.scrollTop : 0;
    show();
    if (reader) reader.scrollTop = reader.scrollHeight - fromEnd;
  };

  // Who sends wants to see what was sent, wherever they were reading.
  createEffect(
    on(
      () => props.chat.pending().length,
      (now, before = 0) => {
        if (now > before) box()?.scrollTo({ top: Number.MAX_SAFE_INTEGER });
      },
      { defer: true },
    ),
  );

  const loadEarlier = async () => {
    await thread().loadEarlier(keepingPlace);
    const problem = thread().state.problem;
    if (problem) toast.error("Earlier messages could not be loaded", problem);
  };

  // After a failure the button asks again, not each further pixel.
  const onScroll = () => {
    const { hasEarlier, isLoadingEarlier, problem } = thread().state;
    if (hasEarlier && !isLoadingEarlier && !problem && (box()?.scrollTop ?? EARLIER_WITHIN_PX) < EARLIER_WITHIN_PX) void loadEarlier();
  };
  // Captured, for a scroll does not bubble up from the transcript.
  onMount(() => pane.addEventListener("scroll", onScroll, { capture: true, passive: true }));

  return (
    <div ref={pane} class="flex min-h-0 flex-1 flex-col">
      <Switch>
        <Match when={thread().state.phase === "loading"}>
          <div class="flex flex-1 flex-col justify-end gap-3 px-4 py-6 sm:px-6" aria-hidden="true">
            <Skeleton class="h-10 w-2/5 rounded-2xl" />
            <Skeleton class="h-16 w-1/2 self-end rounded-2xl" />
            <Skeleton class="h-10 w-1/3 rounded-2xl" />
          </div>
        </Match>
        <Match when={thread().state.phase === "failed"}>
          <EmptyState
            icon={<CloudAlert />}
            title="The messages could not be loaded"
            class="my-auto"
            action={<Button onClick={() => void thread().load()}>Try again</Button>}
          >
            {thread().state.problem}
          </EmptyState>
        </Match>
        <Match when={thread().state.phase === "ready"}>
          <Transcript
            class="flex-1"
            messages={lines()}
            visitorName={props.chat.chat().visitorName}
            typingLabel={props.chat.isVisitorTyping() ? `${props.chat.chat().visitorName} is typing` : null}
            hasEarlier={thread().state.hasEarlier}
            isLoadingEarlier={thread().state.isLoadingEarlier}
            onLoadEarlier={() => void loadEarlier()}
            onRetry={(key) => props.chat.outbox.retry(key)}
            footer={<DeliveryNote chat={props.chat} />}
          />
        </Match>
      </Switch>
    </div>
  );
}
