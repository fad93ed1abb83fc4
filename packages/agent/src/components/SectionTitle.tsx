import { Show } from "solid-js";

/** The heading of a list, which stays in sight while the list scrolls. */
export function SectionTitle(props: { id: string; text: string; count: number; isUrgent?: boolean }) {
  return (
    <h2 id={props.id} class="sticky top-0 z-10 flex h-10 items-center gap-2 bg-surface px-4 text-xs font-semibold text-text-muted">
      {props.text}
      <Show when={props.count > 0}>
        <span
          class="rounded-full px-1.5 text-2xs font-semibold tabular-nums"
          classList={{ "bg-accent text-on-accent": props.isUrgent, "bg-surface-hover text-text-muted": !props.isUrgent }}
        >
          {props.count}
        </span>
      </Show>
    </h2>
  );
}
