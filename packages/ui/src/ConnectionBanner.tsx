import { CloudOff } from "lucide-solid";
import { createEffect, createSignal, on, onCleanup, Show } from "solid-js";
import type { ConnectionState } from "./connection";

/** A short cut is nobody's business: only a longer one is told. */
const QUIET_MS = 1500;

export function ConnectionBanner(props: { state: ConnectionState }) {
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
    <div role="status" class="pointer-events-none fixed inset-x-0 top-3 z-[80] flex justify-center px-3">
      <Show when={isShown()}>
        <p class="flex animate-fade-in items-center gap-2 rounded-full bg-surface-raised px-3.5 py-1.5 text-[0.8125rem] text-warning-text shadow-pop">
          <CloudOff class="size-3.5" aria-hidden="true" />
          Reconnecting. What you see may be a little old.
        </p>
      </Show>
    </div>
  );
}
