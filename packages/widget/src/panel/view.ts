import type { WidgetConfig } from "../api";
import { el } from "../borrowed";
import type { Strings } from "../i18n/en";
import type { ChatState } from "../protocol/state";
import { createComposer } from "./composer";
import { createHeader } from "./header";
import { createLog } from "./log";
import type { Looks } from "./looks";
import { createStatus } from "./status";

export interface ViewActions {
  send(text: string): void;
  retry(key: string): void;
  escalate(): void;
  close(): void;
}

export type ViewConfig = Pick<WidgetConfig, "businessName" | "widgetTitle" | "welcomeMessage" | "position">;

/** What may take the place of the chat for a while. */
export interface Form {
  root: HTMLElement;
  focus(): void;
}

/** The panel as elements. Knows neither the protocol nor the page: it draws a state and reports what is done. */
export function createView(config: ViewConfig, strings: Strings, looks: Looks, actions: ViewActions, dir?: string) {
  const header = createHeader(config, strings, actions);
  const status = createStatus(strings, looks);
  const log = createLog(config, strings, looks, actions);
  const composer = createComposer(strings, actions);
  const chat = el("div", { class: "chat" }, log.root, composer.root);
  const root = el(
    "div",
    {
      class: "panel",
      role: "dialog",
      "aria-label": config.widgetTitle,
      lang: strings.lang,
      dir: dir ?? (strings.lang === "ar" ? "rtl" : "ltr"),
      hidden: true,
    },
    header.root,
    status.root,
    chat,
  );
  let form: Form | undefined;
  return {
    root,
    chat,
    header,
    log,
    composer,
    render(state: ChatState) {
      root.dataset.mode = state.mode;
      header.render(state);
      status.render(state);
      log.render(state);
      composer.render(state);
    },
    /** Puts a form in the place of the chat; without one the chat is back, unless one is due. */
    show(next?: Form, isDue?: boolean) {
      chat.hidden = !!(isDue || next);
      if (next === form) return;
      form?.root.remove();
      form = next;
      if (form) root.append(form.root);
    },
    focus: () => (form ?? composer).focus(),
  };
}
export type View = ReturnType<typeof createView>;
