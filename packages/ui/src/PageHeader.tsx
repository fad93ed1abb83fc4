import { type JSX, Show } from "solid-js";

export type PageHeaderProps = { title: string; description?: string; back?: JSX.Element; badge?: JSX.Element; actions?: JSX.Element };

export function PageHeader(props: PageHeaderProps) {
  return (
    <header class="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <div class="min-w-0 flex-1 basis-64">
        <Show when={props.back}>
          <div class="mb-2 text-[0.8125rem]">{props.back}</div>
        </Show>
        <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 class="text-[1.375rem] font-semibold leading-8 tracking-[-0.015em]">{props.title}</h1>
          {props.badge}
        </div>
        <Show when={props.description}>
          <p class="mt-0.5 max-w-[65ch] text-sm text-text-muted">{props.description}</p>
        </Show>
      </div>
      <Show when={props.actions}>
        <div class="flex flex-wrap items-center gap-2">{props.actions}</div>
      </Show>
    </header>
  );
}
