import { Toast, toaster } from "@kobalte/core/toast";
import { CircleAlert, CircleCheck, Info, X } from "lucide-solid";
import { Match, Show, Switch } from "solid-js";
import { Portal } from "solid-js/web";
import { buttonClass } from "./Button";
import { classes } from "./classes";

type ToastKind = "success" | "error" | "info";
type ToastContent = { title: string; description?: string };

function showToast(kind: ToastKind, content: ToastContent) {
  return toaster.show((shown) => (
    <Toast
      as="div"
      toastId={shown.toastId}
      duration={kind === "error" ? 8000 : 4500}
      priority={kind === "error" ? "high" : "low"}
      class="flex w-full animate-slide-in items-start gap-3 rounded-lg bg-surface-raised p-3 pl-3.5 shadow-pop"
    >
      <span class="mt-0.5 shrink-0">
        <Switch>
          <Match when={kind === "success"}>
            <CircleCheck class="size-4 text-success" aria-hidden="true" />
          </Match>
          <Match when={kind === "error"}>
            <CircleAlert class="size-4 text-danger-text" aria-hidden="true" />
          </Match>
          <Match when={kind === "info"}>
            <Info class="size-4 text-accent-text" aria-hidden="true" />
          </Match>
        </Switch>
      </span>
      <div class="min-w-0 flex-1">
        <Toast.Title class="text-sm font-medium leading-5">{content.title}</Toast.Title>
        <Show when={content.description}>
          <Toast.Description class="mt-0.5 text-[0.8125rem] leading-5 text-text-muted">{content.description}</Toast.Description>
        </Show>
      </div>
      <Toast.CloseButton class={classes(buttonClass("ghost", "icon-sm"), "-my-1.5 -mr-1")} aria-label="Dismiss">
        <X class="size-3.5" aria-hidden="true" />
      </Toast.CloseButton>
    </Toast>
  ));
}

export const toast = {
  success: (title: string, description?: string) => showToast("success", { title, description }),
  error: (title: string, description?: string) => showToast("error", { title, description }),
  info: (title: string, description?: string) => showToast("info", { title, description }),
};

/** Once per app, near its root. */
export function ToastRegion() {
  return (
    <Portal>
      <Toast.Region limit={3} swipeDirection="right">
        <Toast.List
          as="div"
          class="fixed inset-x-3 bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-[70] flex flex-col gap-2 outline-none sm:inset-x-auto sm:bottom-5 sm:right-5 sm:w-96"
        />
      </Toast.Region>
    </Portal>
  );
}
