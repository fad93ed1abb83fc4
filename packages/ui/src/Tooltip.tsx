import { Tooltip as Kobalte } from "@kobalte/core/tooltip";
import { createSignal, type JSX } from "solid-js";
import { classes } from "./classes";

/** Shown on hover, on keyboard focus, and on a tap. */
export function Tooltip(props: { text: string; label?: string; children: JSX.Element; class?: string }) {
  const [isOpen, setOpen] = createSignal(false);
  return (
    <Kobalte gutter={6} openDelay={200} closeDelay={80} open={isOpen()} onOpenChange={setOpen}>
      <Kobalte.Trigger
        type="button"
        class={classes("rounded", props.class)}
        aria-label={props.label}
        // After Kobalte's own handler, which closes on a press.
        onClick={() => setTimeout(() => setOpen(true))}
      >
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
