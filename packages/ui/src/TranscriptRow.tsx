import { Match, Switch } from "solid-js";
import { formatDay } from "./duration";
import { MessageBubble } from "./MessageBubble";
import type { TranscriptItem } from "./transcript-items";

export type TranscriptRowProps = { item: TranscriptItem; visitorName: string; onRetry?: (key: string) => void };

export function TranscriptRow(props: TranscriptRowProps) {
  const day = () => (props.item.kind === "day" ? props.item : null);
  const message = () => (props.item.kind === "message" ? props.item : null);
  return (
    <Switch>
      <Match when={day()}>
        {(item) => <p class="mb-2 mt-5 text-center text-xs font-medium text-text-muted">{formatDay(item().at, new Date())}</p>}
      </Match>
      <Match when={message()}>
        {(item) => (
          <MessageBubble
            message={item().message}
            isFirst={item().isFirst}
            isLast={item().isLast}
            visitorName={props.visitorName}
            onRetry={props.onRetry}
          />
        )}
      </Match>
    </Switch>
  );
}
