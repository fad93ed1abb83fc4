import { For } from "solid-js";

const PRESETS = [
  ["#3a54d6", "Ultramarine"],
  ["#0b6bcb", "Blue"],
  ["#0f766e", "Teal"],
  ["#15803d", "Green"],
  ["#b45309", "Amber"],
  ["#c2410c", "Orange"],
  ["#be123c", "Crimson"],
  ["#7e22ce", "Purple"],
  ["#1f2430", "Ink"],
] as const;

/** Colors on which white text reads. */
export function ColorPresets(props: { value: string; onPick: (color: string) => void }) {
  return (
    <fieldset class="flex flex-wrap gap-2">
      <legend class="sr-only">Suggested primary colors</legend>
      <For each={PRESETS}>
        {([color, name]) => (
          <button
            type="button"
            class="size-7 rounded-full border-2 border-surface ring-1 ring-border-strong transition-shadow hover:ring-2 aria-pressed:ring-2 aria-pressed:ring-text"
            style={{ "background-color": color }}
            aria-label={name}
            aria-pressed={props.value.toLowerCase() === color}
            title={name}
            onClick={() => props.onPick(color)}
          />
        )}
      </For>
    </fieldset>
  );
}
