import type { Panel, PanelHost } from "../api";
import { borrow } from "../borrowed";
import { loadLocale } from "../i18n/locale";
import type { Locale } from "../i18n/strings";
import { pageStore } from "../store";
import { carryOut } from "./calls";
import { createPanel } from "./panel";

/** Puts the panel beside the launcher and the chat behind it; another language puts another panel in its place. */
export async function mountPanel(host: PanelHost): Promise<Panel> {
  const { options } = host;
  const store = pageStore(
    `cw:${host.siteKey}:`,
    () => (options.storage === "none" ? null : options.storage === "session" ? sessionStorage : localStorage),
    options.consent !== "pending",
  );
  let shown: ReturnType<typeof createPanel>;
  let isGone = false;

  let locale: Locale | undefined;
  const show = () => {
    const before = shown?.stop();
    shown = createPanel(host, store, show, locale);
    if (before?.isOpen) shown.open(before.hasFocus);
    return before?.text ?? "";
  };
  const setLocale = async (wanted: string) => {
    options.locale = wanted;
    const loaded = await loadLocale(wanted);
    // Meanwhile it may have to be another one, or none.
    if (isGone || options.locale !== wanted) return;
    locale = loaded;
    const text = show();
    shown.prefill(text);
  };

  borrow(host.dom);
  locale = await loadLocale(options.locale);
  show();
  return {
    open: () => shown.open(),
    close: () => shown.close(),
    call: (method, value) => carryOut({ ...shown, setLocale }, method, value),
    destroy() {
      isGone = true;
      shown.stop();
    },
  };
}
