import type { ConnectionState } from "@chat/ui";
import { CloudOff } from "lucide-solid";
import { createEffect, createSignal, on, onCleanup, Show } from "solid-js";

/** A short cut is nobody's business: only a longer one is told. */
const QUIET_MS = 1200;

/** Above the whole desk rather than over it, so that nothing an agent needs is covered. */
export function ConnectionStrip(props: { state: ConnectionState }) {
  const [isShown, setShown] = createSignal(false);
  createEffect(
    on(
      () => props.state,
      (state) => {
        if (state === "open") return setShown(false);
        const timer = setTimeout(() => setShown(true), QUIET_MS);
        onCleanup(() => clearTimeout(timer));
      },
    ),
  );
  return (
    <div role="status">
      <Show when={isShown()}>
        <p class="flex min-h-9 animate-fade-in items-center justify-center gap-2 bg-warning-soft px-4 py-1.5 text-[0.8125rem] leading-5 text-warning-text">
          <CloudOff class="size-3.5 shrink-0" aria-hidden="true" />
          <span>
            <span class="font-medium">Reconnecting…</span>{" "}
            <span class="max-sm:hidden">What you write is kept and sent as soon as the server answers.</span>
          </span>
        </p>
      </Show>
    </div>
  );
}
