import { RotateCw, Sparkles } from "lucide-solid";
import { Show } from "solid-js";
import { classes } from "./classes";
import { formatMoment, formatTime } from "./duration";
import { MessageFile } from "./MessageFile";
import { PlainText } from "./PlainText";
import type { TranscriptMessage } from "./transcript-items";

export type MessageBubbleProps = {
  message: TranscriptMessage;
  visitorName: string;
  isFirst: boolean;
  isLast: boolean;
  onRetry?: (key: string) => void;
};

const LOOKS: Record<TranscriptMessage["sender"], string> = {
  visitor: "bg-surface-hover text-text",
  assistant: "border border-border bg-surface-raised text-text",
  agent: "bg-accent text-on-accent",
};

const NAMES = { assistant: "AI Assistant", agent: "Agent" };

export function MessageBubble(props: MessageBubbleProps) {
  const isVisitor = () => props.message.sender === "visitor";
  const name = () => props.message.senderName ?? (props.message.sender === "visitor" ? props.visitorName : NAMES[props.message.sender]);
  const at = () => new Date(props.message.sentAt);
  return (
    <div class={classes("flex flex-col", isVisitor() ? "items-start" : "items-end", props.isFirst ? "mt-4" : "mt-1")}>
      <Show when={props.isFirst}>
        <div class="mb-1 flex items-center gap-1.5 px-1 text-xs text-text-muted">
          <Show when={props.message.sender === "assistant"}>
            <Sparkles class="size-3 text-accent-text" aria-hidden="true" />
          </Show>
          <span class="font-medium text-text">{name()}</span>
          <time datetime={props.message.sentAt} title={formatMoment(at())}>
            {formatTime(at())}
          </time>
        </div>
      </Show>
      <Show when={!props.isFirst}>
        <span class="sr-only">{name()}</span>
      </Show>
      <Show
        when={props.message.file}
        fallback={
          <div
            class={classes(
              "max-w-[min(85%,38rem)] whitespace-pre-wrap break-words rounded-2xl px-3.5 py-2 text-sm leading-[1.4rem] [overflow-wrap:anywhere]",
              LOOKS[props.message.sender],
              props.isLast && (isVisitor() ? "rounded-bl-md" : "rounded-br-md"),
              props.message.delivery === "sending" && "opacity-60",
            )}
          >
            <PlainText text={props.message.text} />
          </div>
        }
      >
        {(file) => <MessageFile file={file()} />}
      </Show>
      <Show when={props.message.source}>
        {(source) => (
          <p class="mt-1 max-w-[min(85%,38rem)] px-1 text-xs text-text-muted [overflow-wrap:anywhere]">
            From: <bdi>{source().title}</bdi>
          </p>
        )}
      </Show>
      <Show when={props.message.delivery === "failed"}>
        <div class="mt-1 flex items-center gap-2 px-1 text-xs text-danger-text" role="alert">
          Not sent
          <button
            type="button"
            class="inline-flex items-center gap-1 font-medium underline underline-offset-2"
            onClick={() => props.onRetry?.(props.message.key)}
          >
            <RotateCw class="size-3" aria-hidden="true" />
            Retry
          </button>
        </div>
      </Show>
    </div>
  );
}
