import { type JSX, Show } from "solid-js";
import { Logo, PRODUCT_NAME } from "./Logo";
import { ThemeToggle } from "./ThemeToggle";

export type AuthCardProps = {
  title: string;
  description?: string;
  /** Under the form, as the way to the other page. */
  footer?: JSX.Element;
  /** The pane beside the form on wide screens. */
  aside?: JSX.Element;
  /** Said beside the product's name, as "Agents". */
  area?: string;
  children: JSX.Element;
};

export function AuthCard(props: AuthCardProps) {
  return (
    <div class="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]" classList={{ "lg:grid-cols-1": !props.aside }}>
      <main class="flex flex-col bg-surface-raised px-5 py-5 sm:px-8">
        <div class="flex items-center justify-between">
          <p class="flex items-center gap-2.5 text-sm font-semibold">
            <Logo />
            {PRODUCT_NAME}
            <Show when={props.area}>
              <span class="font-normal text-text-muted">{props.area}</span>
            </Show>
          </p>
          <ThemeToggle />
        </div>
        <div class="mx-auto flex w-full max-w-[23rem] flex-1 flex-col justify-center py-10">
          <h1 class="text-2xl font-semibold tracking-[-0.02em]">{props.title}</h1>
          <Show when={props.description}>
            <p class="mt-1.5 text-sm text-text-muted">{props.description}</p>
          </Show>
          <div class="mt-7">{props.children}</div>
          <Show when={props.footer}>
            <div class="mt-6 text-sm text-text-muted">{props.footer}</div>
          </Show>
        </div>
      </main>
      <Show when={props.aside}>
        <aside class="hidden border-l border-border bg-surface lg:block">{props.aside}</aside>
      </Show>
    </div>
  );
}
