import type { WidgetConfig } from "@chat/api/contract";
import { mountPreview } from "@chat/widget/preview";
import { createEffect, on, onCleanup, onMount } from "solid-js";

/** Typing fast draws once, not at every letter. */
const DRAW_DELAY_MS = 120;

/** Keeps the real widget drawn in `host` while its settings change. */
export function createPreview(host: () => HTMLElement, config: () => WidgetConfig, theme: () => "light" | "dark") {
  onMount(() => {
    const element = host();
    const preview = mountPreview(element, config(), { open: true, theme: theme() });
    onCleanup(() => preview.destroy());
    createEffect(
      on(
        [config, theme],
        ([nextConfig, nextTheme]) => {
          const timer = setTimeout(() => {
            preview.update(nextConfig, { theme: nextTheme });
            skipEntrance(element);
          }, DRAW_DELAY_MS);
          onCleanup(() => clearTimeout(timer));
        },
        { defer: true },
      ),
    );
  });
}

/** A widget drawn anew would open again at each change. Endless animations, as of the typing dots, go on. */
function skipEntrance(host: HTMLElement) {
  for (const animation of host.firstElementChild?.shadowRoot?.getAnimations() ?? []) {
    if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish();
  }
}
