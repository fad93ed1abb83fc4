import type { Component, ComponentProps } from "solid-js";

export type NavItem = {
  href: string;
  label: string;
  icon: Component<{ class?: string }>;
  badge?: number;
  /** Only the exact path counts as being here. */
  end?: boolean;
};

/** The router's link, so that the frame needs no router of its own. */
export type NavLink = Component<ComponentProps<"a"> & { href: string; end?: boolean; activeClass?: string; inactiveClass?: string }>;
