import { Toast } from "@kobalte/core/toast";
import { Portal } from "solid-js/web";

/** Where `toast` shows on the desk: at the top, for the composer is at the bottom. */
export function DeskToasts() {
  return (
    <Portal>
      <Toast.Region limit={4} swipeDirection="right">
        <Toast.List class="fixed inset-x-3 top-[calc(4rem+env(safe-area-inset-top))] z-[70] flex flex-col gap-2 outline-none sm:left-auto sm:right-4 sm:w-96" />
      </Toast.Region>
    </Portal>
  );
}
