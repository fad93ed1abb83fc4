import { A } from "@solidjs/router";
import { ArrowLeft } from "lucide-solid";

export function BackLink(props: { href: string; label: string }) {
  return (
    <A href={props.href} class="inline-flex items-center gap-1.5 rounded text-text-muted hover:text-text">
      <ArrowLeft class="size-3.5" aria-hidden="true" />
      {props.label}
    </A>
  );
}
