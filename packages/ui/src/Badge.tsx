import { type JSX, Show } from "solid-js";
import { classes } from "./classes";

export type BadgeTone = "neutral" | "accent" | "success" | "warning" | "danger";

const TONES: Record<BadgeTone, string> = {
  neutral: "bg-surface-sunken text-text-muted",
  accent: "bg-accent-soft text-accent-text",
  success: "bg-success-soft text-success-text",
  warning: "bg-warning-soft text-warning-text",
  danger: "bg-danger-soft text-danger-text",
};

export function Badge(props: { tone?: BadgeTone; dot?: boolean; class?: string; children: JSX.Element }) {
  return (
    <span
      class={classes(
        "inline-flex h-5 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-full px-2 text-xs font-medium",
        TONES[props.tone ?? "neutral"],
        props.class,
      )}
    >
      <Show when={props.dot}>
        <span class="size-1.5 rounded-full bg-current" aria-hidden="true" />
      </Show>
      {props.children}
    </span>
  );
}
