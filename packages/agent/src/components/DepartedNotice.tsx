import { buttonClass } from "@chat/ui";
import { A } from "@solidjs/router";

/** In place of the composer when the chat left this agent while it was on screen. */
export function DepartedNotice() {
  return (
    <div
      class="flex flex-wrap items-center justify-between gap-3 border-t border-border bg-surface px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-6"
      role="status"
    >
      <p class="text-[0.8125rem] text-text-muted">This chat is no longer with you. It was ended, or handed on.</p>
      <A href="/" class={buttonClass("secondary", "sm")}>
        Done
      </A>
    </div>
  );
}
