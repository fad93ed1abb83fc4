import { LIMITS } from "@chat/api/contract";
import { Button, TextField } from "@chat/ui";
import { Globe, X } from "lucide-solid";
import { createSignal, For, Show } from "solid-js";
import { addDomains } from "../state/domains";

type DomainsEditorProps = { domains: string[]; onChange: (domains: string[]) => void; error?: string };

/** The websites of a widget as chips, and a field to add more: by Enter, by the button, or by going on. */
export function DomainsEditor(props: DomainsEditorProps) {
  let group!: HTMLFieldSetElement;
  const [text, setText] = createSignal("");
  const [problem, setProblem] = createSignal<string>();

  const add = () => {
    const { domains, error } = addDomains(props.domains, text());
    setProblem(error);
    if (error !== undefined) return;
    setText("");
    if (domains.length > props.domains.length) props.onChange(domains);
  };
  const remove = (domain: string) => {
    props.onChange(props.domains.filter((other) => other !== domain));
    group.querySelector("input")?.focus();
  };

  return (
    <fieldset
      ref={group}
      class="flex min-w-0 flex-col gap-3"
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        add();
      }}
    >
      <legend class="sr-only">Where it may be used</legend>
      <div class="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2">
        <TextField
          label="Add a domain"
          hideLabel
          placeholder="example.com or *.example.com"
          value={text()}
          onChange={(value) => {
            setText(value);
            setProblem(undefined);
          }}
          onBlur={add}
          error={problem() ?? props.error}
        />
        <Button disabled={text().trim() === "" || props.domains.length >= LIMITS.allowedDomainsMax} onClick={add}>
          Add
        </Button>
      </div>
      <Show
        when={props.domains.length > 0}
        fallback={
          <p class="flex items-center gap-2 rounded-lg border border-dashed border-border px-4 py-3 text-[0.8125rem] text-text-muted">
            <Globe class="size-4 shrink-0" aria-hidden="true" />
            Any website that has its line.
          </p>
        }
      >
        <ul class="flex flex-wrap gap-2" aria-label="Allowed domains">
          <For each={props.domains}>
            {(domain) => (
              <li class="inline-flex h-8 max-w-full items-center rounded-full border border-border bg-surface-raised pl-3 text-[0.8125rem]">
                <span class="truncate">{domain}</span>
                <button
                  type="button"
                  class="ml-1 grid size-7 shrink-0 place-items-center rounded-full text-text-muted hover:bg-surface-hover hover:text-text"
                  aria-label={`Remove ${domain}`}
                  onClick={() => remove(domain)}
                >
                  <X class="size-3.5" aria-hidden="true" />
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.domains.length >= LIMITS.allowedDomainsMax}>
        <p class="text-[0.8125rem] text-text-muted">A widget has at most {LIMITS.allowedDomainsMax} domains.</p>
      </Show>
    </fieldset>
  );
}
