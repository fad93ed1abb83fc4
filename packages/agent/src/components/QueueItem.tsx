import type { QueuedSession } from "@chat/api/contract";
import { Button, classes } from "@chat/ui";
import { createMemo, Show } from "solid-js";
import { useDesk } from "../state/desk";
import { shortPage, visitorFacts } from "../state/visitor-facts";
import { clockText, reasonText, secondsSince, spokenWait, type WaitLevel, waitLevel } from "../state/waiting";

const LEVEL_CLASS: Record<WaitLevel, string> = { fresh: "text-text-muted", long: "text-warning-text", tooLong: "text-danger-text" };

interface QueueItemProps {
  session: QueuedSession;
  /** At the head of the queue. */
  isNext: boolean;
  isPending: boolean;
  onAccept: () => void;
}

export function QueueItem(props: QueueItemProps) {
  const desk = useDesk();
  const waited = () => secondsSince(props.session.escalatedAt, desk.now());
  const level = createMemo(() => waitLevel(waited()));
  const page = createMemo(() => visitorFacts(props.session.visitorInfo).page);
  return (
    <li class="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 rounded-lg px-2 py-2.5 hover:bg-surface-hover">
      <p class="truncate text-[0.8125rem] font-semibold leading-5">{props.session.visitorName}</p>
      <p class={classes("text-right text-xs font-medium leading-5 tabular-nums", LEVEL_CLASS[level()])}>
        <span aria-hidden="true">{clockText(waited())}</span>
        <span class="sr-only">waiting {spokenWait(waited())}</span>
      </p>
      <p class="col-span-2 truncate text-xs text-text-muted" title={page() ?? undefined}>
        {props.session.businessName}
        <Show when={props.session.visitorEmail}>{(address) => <> · {address()}</>}</Show>
        <Show when={page()}>{(address) => <> · {shortPage(address())}</>}</Show>
      </p>
      <p class="mt-1 line-clamp-2 self-center text-[0.8125rem] leading-5 [overflow-wrap:anywhere]" title={reasonText(props.session.reason)}>
        {reasonText(props.session.reason)}
      </p>
      <Button
        size="sm"
        class="mt-1"
        variant={props.isNext ? "primary" : "secondary"}
        pending={props.isPending}
        onClick={() => props.onAccept()}
        aria-label={`Accept ${props.session.visitorName}`}
      >
        Accept
      </Button>
    </li>
  );
}
