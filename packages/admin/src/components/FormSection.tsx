import { type JSX, Show } from "solid-js";

export function FormSection(props: { title: string; description?: string; aside?: JSX.Element; children: JSX.Element }) {
  return (
    <section class="border-t border-border py-6 first:border-t-0 first:pt-0">
      <div class="mb-4 flex items-start justify-between gap-4">
        <div>
          <h2 class="text-[0.9375rem] font-semibold leading-6">{props.title}</h2>
          <Show when={props.description}>
            <p class="text-[0.8125rem] leading-5 text-text-muted">{props.description}</p>
          </Show>
        </div>
        {props.aside}
      </div>
      <div class="flex flex-col gap-4">{props.children}</div>
    </section>
  );
}
