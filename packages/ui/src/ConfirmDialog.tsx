import * as Kobalte from "@kobalte/core/alert-dialog";
import type { JSX } from "solid-js";
import { Button } from "./Button";
import { createFocusReturn } from "./create-focus-return";
import { DialogActions } from "./DialogActions";

export type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What will happen, and whether it can be undone. */
  children: JSX.Element;
  confirmLabel: string;
  cancelLabel?: string;
  danger?: boolean;
  pending?: boolean;
  onConfirm: () => void;
};

export function ConfirmDialog(props: ConfirmDialogProps) {
  const returnFocus = createFocusReturn(() => props.open);
  return (
    <Kobalte.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Kobalte.Portal>
        <Kobalte.Overlay class="fixed inset-0 z-50 animate-fade-in bg-backdrop" />
        <div class="fixed inset-0 z-50 flex items-end justify-center sm:items-center sm:p-6">
          <Kobalte.Content
            onCloseAutoFocus={returnFocus}
            class="w-full animate-slide-in rounded-t-2xl bg-surface-raised p-5 shadow-pop outline-none sm:max-w-md sm:animate-pop-in sm:rounded-xl sm:p-6"
          >
            <Kobalte.Title class="text-base font-semibold leading-6">{props.title}</Kobalte.Title>
            <Kobalte.Description as="div" class="mt-2 text-sm text-text-muted">
              {props.children}
            </Kobalte.Description>
            <DialogActions>
              <Button onClick={() => props.onOpenChange(false)}>{props.cancelLabel ?? "Cancel"}</Button>
              <Button variant={props.danger ? "danger" : "primary"} pending={props.pending} onClick={() => props.onConfirm()}>
                {props.confirmLabel}
              </Button>
            </DialogActions>
          </Kobalte.Content>
        </div>
      </Kobalte.Portal>
    </Kobalte.Root>
  );
}
