import { Button, copyText, toast } from "@chat/ui";
import { Copy } from "lucide-solid";

export function EmailLink(props: { email: string }) {
  const copy = async () => {
    if (await copyText(props.email)) toast.success("Email copied");
    else toast.error("Copying is blocked by the browser");
  };
  return (
    <span class="flex items-center gap-1">
      <a class="min-w-0 truncate text-accent-text hover:underline" href={`mailto:${props.email}`} title={props.email}>
        {props.email}
      </a>
      <Button size="icon-sm" variant="ghost" class="-my-1.5" aria-label="Copy email" onClick={() => void copy()}>
        <Copy class="size-3.5" aria-hidden="true" />
      </Button>
    </span>
  );
}
