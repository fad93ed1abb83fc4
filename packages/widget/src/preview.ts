import type { WidgetConfig } from "./api";
import { borrow } from "./borrowed";
import { addSheet, el, icon } from "./dom";
import { extrasCss } from "./extras/extras.css";
import { placeText } from "./extras/place";
import { formCss } from "./form/form.css";
import { createForms } from "./form/main";
import { en } from "./i18n/en";
import { enExtras } from "./i18n/en-extras";
import { eventText } from "./i18n/event-text";
import { hostCss } from "./loader/host.css";
import { createLauncher } from "./loader/launcher";
import { type Looks, plainNodes } from "./panel/looks";
import { paletteCss } from "./panel/palette";
import { panelCss } from "./panel/panel.css";
import { createView } from "./panel/view";
import { previewCss } from "./preview/preview.css";
import { playScript } from "./preview/script";

export interface PreviewOptions {
  open?: boolean;
  theme?: "light" | "dark";
}

const dom = { addSheet, el, icon };
const SCRIPTED: Looks = {
  content: (line) => (line.from === "event" ? [eventText(line, enExtras, en.agent)] : plainNodes(line.text)),
  below: () => [],
  status: ({ position, estimatedWait }) => placeText(position, estimatedWait, enExtras, "en"),
};

/** From this width of the host down the panel fills it, as it fills a phone. */
const PHONE_PX = 520;

/**
 * Draws the widget inside `host`, with the same elements and styles that visitors get and a short
 * conversation instead of a server. Positions are the host's, which must be positioned itself.
 * Touches nothing outside `host`.
 */
export function mountPreview(host: HTMLElement, config: WidgetConfig, options: PreviewOptions = {}) {
  let current = config;
  let isOpen = options.open ?? true;
  let isDark = options.theme === "dark";
  let stop = () => {};
  const stage = el("div", { class: "chat-widget-preview" });
  const root = stage.attachShadow({ mode: "open" });
  host.append(stage);
  borrow(dom);

  const draw = () => {
    stop();
    root.replaceChildren();
    root.adoptedStyleSheets = [];
    addSheet(root, hostCss);
    const launcher = createLauncher(root, { config: current, press: () => setOpen(!isOpen) });
    addSheet(root, panelCss + paletteCss(current.primaryColor, current.secondaryColor) + extrasCss + formCss + previewCss);
    const script = playScript((state) => view.render(state));
    const view = createView(current, en, SCRIPTED, { ...script.actions, close: () => setOpen(false) });
    const fields = current.enablePrechatForm ? current.prechatFields : [];
    if (fields.length || current.consentText)
      view.show(
        createForms({ dom, root, translate: (english) => english }).prechat({ ...current, prechatFields: fields }, () => view.show()),
      );
    root.append(view.root);

    const fit = () => {
      view.root.classList.toggle("phone", stage.clientWidth <= PHONE_PX);
      view.root.classList.toggle("dark", isDark);
    };
    const watcher = new ResizeObserver(fit);
    watcher.observe(stage);
    show = () => {
      launcher.setOpen(isOpen);
      view.root.hidden = !isOpen;
      fit();
      view.log.toEnd();
    };
    stop = () => {
      watcher.disconnect();
      script.stop();
    };
    view.render(script.state);
    show();
    script.play();
  };
  let show = () => {};
  const setOpen = (open: boolean) => {
    isOpen = open;
    show();
  };
  draw();

  return {
    /** Draws again when the config differs; theme and openness change without starting over. */
    update(next: WidgetConfig, { open, theme }: PreviewOptions = {}) {
      if (open !== undefined) isOpen = open;
      if (theme) isDark = theme === "dark";
      const isSame = JSON.stringify(next) === JSON.stringify(current);
      current = next;
      if (isSame) show();
      else draw();
    },
    destroy() {
      stop();
      stage.remove();
    },
  };
}
