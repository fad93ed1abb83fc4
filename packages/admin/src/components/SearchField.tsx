import { Search, X } from "lucide-solid";
import { Show } from "solid-js";

export type SearchFieldProps = { label: string; value: string; onChange: (value: string) => void; class?: string };

export function SearchField(props: SearchFieldProps) {
  return (
    <div class={`relative ${props.class ?? ""}`}>
      <Search class="pointer-events-none absolute left-3 top-2.5 size-4 text-text-faint" aria-hidden="true" />
      <input
        type="search"
        class="control pl-9 pr-9 [&::-webkit-search-cancel-button]:hidden"
        aria-label={props.label}
        placeholder={props.label}
        value={props.value}
        onInput={(event) => props.onChange(event.currentTarget.value)}
      />
      <Show when={props.value}>
        <button
          type="button"
          class="absolute right-1.5 top-1.5 grid size-6 place-items-center rounded text-text-muted hover:bg-surface-hover"
          aria-label="Clear the search"
          onClick={() => props.onChange("")}
        >
          <X class="size-3.5" aria-hidden="true" />
        </button>
      </Show>
    </div>
  );
}
