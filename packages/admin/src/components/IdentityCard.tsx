import { Badge, Card } from "@chat/ui";
import { ChevronDown } from "lucide-solid";
import { createSignal, Show, Suspense } from "solid-js";
import { IdentityCode } from "./IdentityCode";
import { IdentitySecretField } from "./IdentitySecretField";

/** How a site proves to the widget who is logged in. Closed at first: most sites need none of it. */
export function IdentityCard(props: { siteKey: string }) {
  const [isOpen, setOpen] = createSignal(false);
  return (
    <Card class="mb-6" bodyClass="p-4">
      <details class="group" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary class="flex cursor-pointer list-none items-start justify-between gap-3 rounded-md [&::-webkit-details-marker]:hidden">
          <span>
            <h2 class="inline text-sm font-semibold">Identity verification</h2>
            <Badge class="ml-2 align-text-bottom">optional</Badge>
            <span class="block text-[0.8125rem] leading-5 text-text-muted">
              For sites with a log-in: prove to agents who is writing, so that nobody can pretend to be someone else.
            </span>
          </span>
          <ChevronDown class="mt-0.5 size-4 shrink-0 text-text-muted group-open:rotate-180" aria-hidden="true" />
        </summary>
        <Show when={isOpen()}>
          <Suspense>
            <div class="mt-4 flex flex-col gap-5 border-t border-border pt-4">
              <IdentitySecretField siteKey={props.siteKey} />
              <IdentityCode />
            </div>
          </Suspense>
        </Show>
      </details>
    </Card>
  );
}
