// By name: the compound `Dialog` shares its object with `AlertDialog`, whose Content (and role) replaces its own.
import * as Kobalte from "@kobalte/core/dialog";
import { X } from "lucide-solid";
import { type JSX, Show } from "solid-js";
import { buttonClass } from "./Button";
import { classes } from "./classes";
import { createFocusReturn } from "./create-focus-return";

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  size?: "sm" | "md" | "lg";
  children: JSX.Element;
};

const SIZES = { sm: "sm:max-w-sm", md: "sm:max-w-lg", lg: "sm:max-w-2xl" };

/** Centred on desktop, a sheet at the bottom on phones. Focus starts at the control with `autofocus`, is kept inside and given back. */
export function Dialog(props: DialogProps) {
  let content!: HTMLDivElement;
  const returnFocus = createFocusReturn(() => props.open);
  return (
    <Kobalte.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Kobalte.Portal>
        <Kobalte.Overlay class="fixed inset-0 z-50 animate-fade-in bg-backdrop" />
        <div class="fixed inset-0 z-50 flex items-end justify-center sm:items-center sm:p-6">
          <Kobalte.Content
            ref={content}
            onCloseAutoFocus={returnFocus}
            onOpenAutoFocus={(event) => {
              const first = content.querySelector<HTMLElement>("[autofocus]");
              if (!first) return;
              event.preventDefault();
              first.focus();
            }}
            class={classes(
              "flex max-h-[92dvh] w-full animate-slide-in flex-col rounded-t-2xl bg-surface-raised shadow-pop outline-none sm:max-h-[86dvh] sm:animate-pop-in sm:rounded-xl",
              SIZES[props.size ?? "md"],
            )}
          >
            <div class="flex items-start justify-between gap-4 px-5 pb-3 pt-5 sm:px-6">
              <div class="min-w-0">
                <Kobalte.Title class="text-base font-semibold leading-6">{props.title}</Kobalte.Title>
                <Show when={props.description}>
                  <Kobalte.Description class="mt-1 text-sm text-text-muted">{props.description}</Kobalte.Description>
                </Show>
              </div>
              <Kobalte.CloseButton class={classes(buttonClass("ghost", "icon-sm"), "-mr-2 -mt-1")} aria-label="Close">
                <X class="size-4" aria-hidden="true" />
              </Kobalte.CloseButton>
            </div>
            <div class="overflow-y-auto px-5 pb-5 pt-1 scroll-quiet sm:px-6 sm:pb-6">{props.children}</div>
          </Kobalte.Content>
        </div>
      </Kobalte.Portal>
    </Kobalte.Root>
  );
}
