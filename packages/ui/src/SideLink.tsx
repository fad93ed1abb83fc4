import { Show } from "solid-js";
import type { NavItem, NavLink } from "./app-nav";

export function SideLink(props: { item: NavItem; link: NavLink }) {
  return (
    <props.link
      href={props.item.href}
      end={props.item.end}
      class="flex h-9 items-center gap-3 rounded-md px-2.5 text-sm font-medium transition-colors"
      activeClass="bg-surface-raised text-text shadow-card [&_svg]:text-accent-text"
      inactiveClass="text-text-muted hover:bg-surface-hover hover:text-text"
    >
      <props.item.icon class="size-4 shrink-0" />
      <span class="flex-1 truncate">{props.item.label}</span>
      <Show when={props.item.badge}>
        <span class="min-w-5 rounded-full bg-accent px-1.5 text-center text-2xs font-semibold leading-5 text-on-accent">
          {props.item.badge}
        </span>
      </Show>
    </props.link>
  );
}
