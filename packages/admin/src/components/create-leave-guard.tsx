import { ConfirmDialog } from "@chat/ui";
import { type BeforeLeaveEventArgs, useBeforeLeave } from "@solidjs/router";
import { type Accessor, createSignal, onCleanup } from "solid-js";

/** Asks before unsaved changes are lost, on links of the app and on closing the tab. Returns the dialog to draw. */
export function createLeaveGuard(isDirty: Accessor<boolean>) {
  const [leaving, setLeaving] = createSignal<BeforeLeaveEventArgs | null>(null);

  useBeforeLeave((event) => {
    if (!isDirty() || event.defaultPrevented) return;
    event.preventDefault();
    setLeaving(event);
  });

  const onBeforeUnload = (event: BeforeUnloadEvent) => {
    if (isDirty()) event.preventDefault();
  };
  window.addEventListener("beforeunload", onBeforeUnload);
  onCleanup(() => window.removeEventListener("beforeunload", onBeforeUnload));

  return () => (
    <ConfirmDialog
      open={leaving() !== null}
      onOpenChange={(open) => !open && setLeaving(null)}
      title="Leave without saving?"
      confirmLabel="Leave"
      cancelLabel="Keep editing"
      danger
      onConfirm={() => {
        const event = leaving();
        setLeaving(null);
        event?.retry(true);
      }}
    >
      Your changes to this widget are not saved yet.
    </ConfirmDialog>
  );
}
