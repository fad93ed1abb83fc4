import { Show } from "solid-js";
import type { NavItem, NavLink } from "./app-nav";

export function BarLink(props: { item: NavItem; link: NavLink }) {
  return (
    <props.link
      href={props.item.href}
      end={props.item.end}
      class="relative flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-1 text-2xs font-medium"
      activeClass="text-accent-text"
      inactiveClass="text-text-muted"
    >
      <props.item.icon class="size-5" />
      <span class="max-w-full truncate px-1">{props.item.label}</span>
      <Show when={props.item.badge}>
        <span class="absolute left-1/2 top-1.5 ml-1.5 min-w-4 rounded-full bg-accent px-1 text-center text-[0.625rem] font-semibold leading-4 text-on-accent">
          {props.item.badge}
        </span>
      </Show>
    </props.link>
  );
}
