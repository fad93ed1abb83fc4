import { type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { classes } from "./classes";

export type EmptyStateProps = {
  icon?: JSX.Element;
  title: string /** The title is the page's own heading. */;
  isPage?: boolean;
  children?: JSX.Element;
  action?: JSX.Element;
  class?: string;
};

export function EmptyState(props: EmptyStateProps) {
  return (
    <div class={classes("flex flex-col items-center px-6 py-14 text-center", props.class)}>
      <Show when={props.icon}>
        <div
          class="mb-4 grid size-11 place-items-center rounded-xl border border-border bg-surface text-text-muted shadow-card [&_svg]:size-5"
          aria-hidden="true"
        >
          {props.icon}
        </div>
      </Show>
      <Dynamic component={props.isPage ? "h1" : "p"} class="text-[0.9375rem] font-semibold">
        {props.title}
      </Dynamic>
      <Show when={props.children}>
        <div class="mt-1 max-w-sm text-balance text-sm text-text-muted">{props.children}</div>
      </Show>
      <Show when={props.action}>
        <div class="mt-5 flex flex-wrap justify-center gap-2">{props.action}</div>
      </Show>
    </div>
  );
}
