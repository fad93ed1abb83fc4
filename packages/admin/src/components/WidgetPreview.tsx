import type { WidgetConfig } from "@chat/api/contract";
import { classes } from "@chat/ui";
import { Monitor, Moon, Smartphone, Sun } from "lucide-solid";
import { createSignal } from "solid-js";
import { createPreview } from "./create-preview";
import { createWidth } from "./create-width";
import { PagePicture } from "./PagePicture";
import { Segmented } from "./Segmented";

type Device = "desktop" | "phone";
type PageTheme = "light" | "dark";

/** A narrower page is drawn at this width and made smaller: below it the widget behaves as on a phone. */
const DESKTOP_PX = 600;

/** The real widget on a picture of a page. */
export function WidgetPreview(props: { config: WidgetConfig }) {
  const [device, setDevice] = createSignal<Device>(matchMedia("(max-width: 640px)").matches ? "phone" : "desktop");
  const [theme, setTheme] = createSignal<PageTheme>("light");
  const [width, measure] = createWidth();
  const scale = () => (device() === "desktop" && width() > 0 ? Math.min(1, width() / DESKTOP_PX) : 1);
  let host!: HTMLDivElement;

  createPreview(
    () => host,
    () => props.config,
    theme,
  );

  return (
    <section aria-label="Preview" ref={measure}>
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
          "mx-auto overflow-hidden shadow-pop",
          device() === "phone" ? "max-w-[23.5rem] rounded-[2.25rem] border-[7px] border-[#1b1c21]" : "rounded-xl border border-border",
        )}
      >
        <div style={{ zoom: scale() }}>
          <PagePicture theme={theme()} device={device()}>
            <div ref={host} class="absolute inset-0 overflow-hidden" />
          </PagePicture>
        </div>
      </div>
      <p class="mt-3 text-center text-xs text-text-muted">This is the widget itself. Nothing you type in it is sent.</p>
    </section>
  );
}
