import { For, type JSX } from "solid-js";
import type { NavItem, NavLink } from "./app-nav";
import { BarLink } from "./BarLink";
import { classes } from "./classes";
import { Logo } from "./Logo";
import { SideLink } from "./SideLink";

export type AppFrameProps = {
  title: string;
  nav: NavItem[];
  link: NavLink;
  /** Who is logged in, theme, log out: at the foot of the sidebar, and in the phone's top bar (`isCompact`). */
  account: (isCompact: boolean) => JSX.Element;
  /** The content fills the window below the bars and manages its own scrolling and padding. */
  isBare?: boolean;
  children: JSX.Element;
};

/** Sidebar on desktop; top bar and bottom bar on phones. */
export function AppFrame(props: AppFrameProps) {
  return (
    <div class={classes("lg:pl-60", props.isBare ? "flex h-dvh flex-col" : "min-h-dvh")}>
      <a
        href="#content"
        class="sr-only z-[90] rounded-md bg-surface-raised px-3 py-2 shadow-pop focus:not-sr-only focus:fixed focus:left-3 focus:top-3"
      >
        Skip to content
      </a>
      <aside class="fixed inset-y-0 left-0 z-30 hidden w-60 flex-col border-r border-border bg-surface-sunken/60 lg:flex">
        <p class="flex h-14 shrink-0 items-center gap-2.5 px-4 text-[0.8125rem] font-semibold">
          <Logo class="size-6" />
          {props.title}
        </p>
        <nav aria-label="Main" class="flex-1 space-y-0.5 overflow-y-auto px-2.5 py-2">
          <For each={props.nav}>{(item) => <SideLink item={item} link={props.link} />}</For>
        </nav>
        <div class="border-t border-border p-2.5">{props.account(false)}</div>
      </aside>

      <header class="sticky top-0 z-30 flex h-14 shrink-0 items-center justify-between gap-3 border-b border-border bg-surface/90 px-4 backdrop-blur lg:hidden">
        <p class="flex min-w-0 items-center gap-2.5 text-[0.8125rem] font-semibold">
          <Logo class="size-6" />
          <span class="truncate">{props.title}</span>
        </p>
        <div class="shrink-0">{props.account(true)}</div>
      </header>

      <main
        id="content"
        tabindex="-1"
        class={classes("outline-none", props.isBare ? "min-h-0 flex-1" : "mx-auto max-w-6xl px-4 pb-28 pt-6 sm:px-8 lg:pb-16 lg:pt-9")}
      >
        {props.children}
      </main>

      <nav
        aria-label="Main"
        class={classes(
          "z-30 flex shrink-0 border-t border-border bg-surface-raised/95 pb-[env(safe-area-inset-bottom)] backdrop-blur lg:hidden",
          !props.isBare && "fixed inset-x-0 bottom-0",
        )}
      >
        <For each={props.nav}>{(item) => <BarLink item={item} link={props.link} />}</For>
      </nav>
    </div>
  );
}
