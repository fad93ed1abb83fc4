import { Tooltip as Kobalte } from "@kobalte/core/tooltip";
import type { JSX } from "solid-js";
import { classes } from "./classes";

/** Shown on hover and on keyboard focus. The trigger is a button, so that a tap reaches it too. */
export function Tooltip(props: { text: string; label?: string; children: JSX.Element; class?: string }) {
  return (
    <Kobalte gutter={6} openDelay={200} closeDelay={80}>
      <Kobalte.Trigger type="button" class={classes("rounded", props.class)} aria-label={props.label}>
        {props.children}
      </Kobalte.Trigger>
      <Kobalte.Portal>
        <Kobalte.Content class="z-[65] max-w-64 animate-fade-in rounded-md bg-text px-2.5 py-1.5 text-xs leading-[1.125rem] text-surface shadow-pop">
          {props.text}
        </Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte>
  );
}
