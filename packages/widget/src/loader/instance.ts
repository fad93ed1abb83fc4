import type { ChatWidget, ChatWidgetConfig, Panel, WidgetConfig } from "../api";
import { addSheet, el, icon } from "../dom";
import { drawnConfig, fetchConfig } from "./config";
import { createEvents } from "./events";
import { createHost } from "./host";
import { createLauncher } from "./launcher";
import { whenIdle } from "./when-idle";

declare const PANEL_FILE: string;

/** Methods that only the panel can carry out: it is loaded for them. */
const OF_PANEL = ["sendMessage", "prefill", "identify", "setAttributes", "setLocale", "setConsent", "logout"] as const;

const keptChat = ({ siteKey, storage }: ChatWidgetConfig) => {
  try {
    return (storage === "session" ? sessionStorage : localStorage).getItem(`cw:${siteKey}:chat`);
  } catch {}
};

/**
 * One widget: the launcher now, the panel when it is needed.
 * @param options its own: what the page says later is kept in it
 * @param base address of this script, beside which the panel lies
 */
export function createInstance(options: ChatWidgetConfig, base: string, onDestroy: () => void): ChatWidget {
  const { siteKey, apiUrl, user } = options;
  let address: URL;
  const events = createEvents();
  let host: ReturnType<typeof createHost> | undefined;
  let launcher: ReturnType<typeof createLauncher> | undefined;
  let loading: Promise<Panel | undefined> | undefined;
  let panel: Panel | undefined;
  let isOpen = false;
  let isDead = false;
  let unread = 0;

  const setHidden = (hidden = false) => {
    options.hideLauncher = hidden;
    if (launcher) launcher.button.hidden = hidden;
  };

  /** Never resolves when there is nothing to show: what waits for it is forgotten with it. */
  const prepare = async () => {
    await new Promise<void>(whenIdle);
    address = new URL(apiUrl || base, location.href);
    const answer = isDead ? undefined : await fetchConfig(address.origin, siteKey);
    const config = () => drawnConfig(answer, options);
    const drawn = config();
    if (!drawn || isDead) return new Promise<never>(() => {});
    host = createHost();
    launcher = createLauncher(host.root, { config: drawn, press: instance.toggle, approach: load });
    setHidden(options.hideLauncher);
    launcher.setOpen(isOpen);
    events.emit("ready");
    if (user || keptChat(options)) load();
    return config as () => WidgetConfig;
  };

  const mount = async () => {
    const config = await ready;
    const { mountPanel }: typeof import("../panel/main") = await import(new URL(PANEL_FILE, address).href);
    if (host && !isDead)
      panel = await mountPanel({
        siteKey,
        origin: address.origin,
        root: host.root,
        dom: { el, icon, addSheet },
        config,
        options,
        setUnread,
        close: instance.close,
        emit: events.emit,
      });
    if (isDead) panel?.destroy();
    return panel;
  };

  const load = () => {
    loading ??= mount().catch((error) => {
      loading = undefined;
      events.emit("error", error);
      setOpen(false);
      return undefined;
    });
    return loading;
  };

  const ask = async (use: (panel: Panel) => void) => {
    const loaded = panel ?? (await load());
    if (loaded && !isDead) use(loaded);
  };

  const setUnread = (count: number, label: string) => {
    launcher?.setUnread(count > 99 ? "99+" : `${count || ""}`, label);
    if (count === unread) return;
    unread = count;
    events.emit("unread", count);
  };

  const setOpen = (open: boolean) => {
    if (isDead || isOpen === open) return;
    isOpen = open;
    launcher?.setOpen(open);
    if (open) ask((loaded) => isOpen && loaded.open());
    else {
      panel?.close();
      launcher?.button.focus({ preventScroll: true });
    }
    events.emit(open ? "open" : "close");
  };

  const instance = {
    open: () => setOpen(true),
    close: () => setOpen(false),
    toggle: () => setOpen(!isOpen),
    show: () => setHidden(),
    hide: () => setHidden(true),
    get isOpen() {
      return isOpen;
    },
    get unread() {
      return unread;
    },
    on: events.on,
    off: events.off,
    destroy() {
      if (isDead) return;
      isDead = true;
      isOpen = false;
      panel?.destroy();
      host?.remove();
      onDestroy();
      events.emit("destroy");
    },
  } as ChatWidget;
  for (const method of OF_PANEL) instance[method] = (value?: unknown) => void ask((loaded) => loaded.call(method, value));

  const ready = prepare();
  ready.catch(console.warn);
  return instance;
}
