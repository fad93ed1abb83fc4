import type { WidgetConfig } from "@chat/api/contract";
import { classes } from "@chat/ui";
import { mountPreview } from "@chat/widget/preview";
import { Monitor, Moon, Smartphone, Sun } from "lucide-solid";
import { createEffect, createSignal, onCleanup, onMount } from "solid-js";
import { PagePicture } from "./PagePicture";
import { Segmented } from "./Segmented";

type Device = "desktop" | "phone";
type PageTheme = "light" | "dark";

/** The real widget on a picture of a page. */
export function WidgetPreview(props: { config: WidgetConfig }) {
  const [device, setDevice] = createSignal<Device>("desktop");
  const [theme, setTheme] = createSignal<PageTheme>("light");
  let host!: HTMLDivElement;

  onMount(() => {
    const preview = mountPreview(host, props.config, { open: true, theme: theme() });
    createEffect(() => preview.update(props.config, { theme: theme() }));
    onCleanup(() => preview.destroy());
  });

  return (
    <section aria-label="Preview">
      <div class="mb-3 flex items-center justify-between gap-3">
        <Segmented
          label="Width of the page"
          value={device()}
          onChange={setDevice}
          options={[
            { value: "desktop", label: "Desktop", icon: Monitor },
            { value: "phone", label: "Phone", icon: Smartphone },
          ]}
        />
        <Segmented
          label="Theme of the page"
          value={theme()}
          onChange={setTheme}
          options={[
            { value: "light", label: "Light", icon: Sun },
            { value: "dark", label: "Dark", icon: Moon },
          ]}
        />
      </div>
      <div
        class={classes(
          "mx-auto overflow-hidden border border-border shadow-pop transition-[max-width] duration-200",
          device() === "phone" ? "max-w-[23rem] rounded-[2rem] border-[6px] border-[#15161a]" : "max-w-full rounded-xl",
        )}
      >
        <PagePicture theme={theme()} hasBar={device() === "desktop"}>
          <div ref={host} class="absolute inset-0 overflow-hidden" />
        </PagePicture>
      </div>
      <p class="mt-3 text-center text-xs text-text-muted">This is the widget itself. Nothing you type here is sent.</p>
    </section>
  );
}
