import { classes } from "@chat/ui";
import { type JSX, Show } from "solid-js";

/** A website in outline, to see a widget against. */
export function PagePicture(props: { theme: "light" | "dark"; hasBar: boolean; children: JSX.Element }) {
  const line = () => (props.theme === "dark" ? "bg-white/8" : "bg-black/6");
  return (
    <div class={props.theme === "dark" ? "bg-[#14161b]" : "bg-white"}>
      <Show when={props.hasBar}>
        <div
          class={classes(
            "flex h-9 items-center gap-1.5 border-b px-3.5",
            props.theme === "dark" ? "border-white/8 bg-white/4" : "border-black/8 bg-black/3",
          )}
          aria-hidden="true"
        >
          <span class={classes("size-2.5 rounded-full", line())} />
          <span class={classes("size-2.5 rounded-full", line())} />
          <span class={classes("size-2.5 rounded-full", line())} />
          <span class={classes("ml-3 h-4 w-2/5 rounded-full", line())} />
        </div>
      </Show>
      <div class="relative h-[38rem]">
        <div class="space-y-3 p-6" aria-hidden="true">
          <div class="flex items-center justify-between pb-4">
            <span class={classes("h-5 w-24 rounded", line())} />
            <span class={classes("h-3 w-40 rounded", line())} />
          </div>
          <span class={classes("block h-7 w-3/4 rounded", line())} />
          <span class={classes("block h-7 w-1/2 rounded", line())} />
          <span class={classes("block h-3 w-2/3 rounded", line())} />
          <span class={classes("mb-6 block h-3 w-3/5 rounded", line())} />
          <div class="grid grid-cols-3 gap-4 pt-4">
            <span class={classes("h-32 rounded-lg", line())} />
            <span class={classes("h-32 rounded-lg", line())} />
            <span class={classes("h-32 rounded-lg", line())} />
          </div>
          <span class={classes("mt-6 block h-3 w-full rounded", line())} />
          <span class={classes("block h-3 w-11/12 rounded", line())} />
          <span class={classes("block h-3 w-4/5 rounded", line())} />
        </div>
        {props.children}
      </div>
    </div>
  );
}
