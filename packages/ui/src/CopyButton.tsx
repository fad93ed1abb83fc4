import { Check, Copy } from "lucide-solid";
import { createSignal, onCleanup, Show } from "solid-js";
import { Button, type ButtonSize, type ButtonVariant } from "./Button";
import { copyText } from "./copy-text";
import { toast } from "./ToastRegion";

export type CopyButtonProps = { text: string; label?: string; size?: ButtonSize; variant?: ButtonVariant; class?: string };

export function CopyButton(props: CopyButtonProps) {
  const [isCopied, setCopied] = createSignal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  const copy = async () => {
    if (!(await copyText(props.text))) {
      toast.error("Copying is blocked by the browser", "Select the text and copy it by hand.");
      return;
    }
    setCopied(true);
    clearTimeout(timer);
    timer = setTimeout(() => setCopied(false), 2000);
  };

  return (
    <Button size={props.size ?? "sm"} variant={props.variant} class={props.class} onClick={copy}>
      <Show when={isCopied()} fallback={<Copy class="size-3.5" aria-hidden="true" />}>
        <Check class="size-3.5 text-success" aria-hidden="true" />
      </Show>
      <span class="grid">
        <span class={isCopied() ? "invisible col-start-1 row-start-1" : "col-start-1 row-start-1"}>{props.label ?? "Copy"}</span>
        <span class={isCopied() ? "col-start-1 row-start-1" : "invisible col-start-1 row-start-1"} aria-live="polite">
          Copied
        </span>
      </span>
    </Button>
  );
}
