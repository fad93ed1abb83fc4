import { type JSX, Show } from "solid-js";
import { classes } from "./classes";

export type CardProps = {
  title?: string;
  description?: string;
  actions?: JSX.Element;
  class?: string;
  bodyClass?: string;
  children: JSX.Element;
};

export function Card(props: CardProps) {
  return (
    <section class={classes("rounded-xl border border-border bg-surface-raised shadow-card", props.class)}>
      <Show when={props.title}>
        <header class="flex items-start justify-between gap-4 px-5 pt-4">
          <div class="min-w-0">
            <h2 class="text-[0.9375rem] font-semibold leading-6">{props.title}</h2>
            <Show when={props.description}>
              <p class="text-[0.8125rem] leading-5 text-text-muted">{props.description}</p>
            </Show>
          </div>
          {props.actions}
        </header>
      </Show>
      <div class={props.bodyClass ?? "p-5"}>{props.children}</div>
    </section>
  );
}
