import { classes } from "@chat/ui";
import { For, type JSX, Show } from "solid-js";

const TEXT_WIDTHS = ["w-full", "w-11/12", "w-4/5", "w-10/12"];

/** A website in outline, to see a widget against. */
export function PagePicture(props: { theme: "light" | "dark"; device: "desktop" | "phone"; children: JSX.Element }) {
  const isDark = () => props.theme === "dark";
  const isDesktop = () => props.device === "desktop";
  const block = () => (isDark() ? "bg-white/7" : "bg-black/5");
  return (
    <div class={isDark() ? "bg-[#14161b]" : "bg-white"}>
      <Show when={isDesktop()}>
        <div
          class={classes(
            "flex h-9 items-center gap-1.5 border-b px-3.5",
            isDark() ? "border-white/8 bg-white/4" : "border-black/8 bg-black/3",
          )}
          aria-hidden="true"
        >
          <For each={[0, 1, 2]}>{() => <span class={classes("size-2.5 rounded-full", isDark() ? "bg-white/12" : "bg-black/10")} />}</For>
          <span class={classes("ml-3 h-4 w-2/5 rounded-full", block())} />
        </div>
      </Show>
      <div class="relative h-[39rem] overflow-hidden">
        <div class={isDesktop() ? "p-7" : "p-5"} aria-hidden="true">
          <div class="flex items-center justify-between pb-8">
            <span class={classes("h-5 w-20 rounded", block())} />
            <span class={classes("h-3 rounded", isDesktop() ? "w-44" : "w-8", block())} />
          </div>
          <span class={classes("mb-2.5 block h-7 w-3/5 rounded", block())} />
          <span class={classes("mb-5 block h-7 w-2/5 rounded", block())} />
          <For each={[0, 1]}>{(row) => <span class={classes("mb-2.5 block h-3 rounded", TEXT_WIDTHS[row], block())} />}</For>
          <div class={classes("my-8 grid gap-4", isDesktop() ? "grid-cols-3" : "grid-cols-2")}>
            <For each={[0, 1, 2].slice(0, isDesktop() ? 3 : 2)}>{() => <span class={classes("h-36 rounded-lg", block())} />}</For>
          </div>
          <For each={TEXT_WIDTHS}>{(width) => <span class={classes("mb-2.5 block h-3 rounded", width, block())} />}</For>
        </div>
        {props.children}
      </div>
    </div>
  );
}
