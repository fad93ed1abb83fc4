import type { Panel, PanelHost } from "../api";
import { addSheet, borrow } from "../borrowed";
import { listen } from "../dom";
import type { Extras } from "../extras/main";
import { en } from "../i18n/en";
import { loadLocale } from "../i18n/locale";
import { localize } from "../i18n/strings";
import { browserClock, browserSocket } from "../protocol/browser";
import { createChatRecord } from "../protocol/chat-record";
import { createClient } from "../protocol/client";
import { createOutbox } from "../protocol/outbox";
import { pageStore } from "../store";
import { type Lent, loadExtras, loadForms, type ShowForm } from "./chunks";
import { type Looks, plainNodes } from "./looks";
import { paletteCss } from "./palette";
import { panelCss } from "./panel.css";
import { followSurroundings, wrapFocus } from "./surroundings";
import type { Form, ViewActions } from "./view";
import { createView } from "./view";

const storageOf = ({ storage }: PanelHost["options"]) =>
  storage === "none" ? null : storage === "session" ? sessionStorage : localStorage;

/** Puts the panel beside the launcher and the chat behind it. */
export async function mountPanel(
  host: PanelHost,
  store = pageStore(`cw:${host.siteKey}:`, () => storageOf(host.options), host.options.consent !== "pending"),
): Promise<Panel> {
  const { siteKey, config, options, root, emit, dom } = host;
  borrow(dom);
  const record = createChatRecord(store);
  const outbox = createOutbox(store);
  const locale = await loadLocale(options.locale);
  const translate: Lent["translate"] = (english, part) => localize(english, locale?.[part], options.strings);
  const strings = translate(en, 0);
  const lent: Lent = { dom, root, translate };
  const looks: Looks = { content: ({ text }) => plainNodes(text), below: () => [], place: () => strings.waiting };
  let isOpen = false;
  let wasOnline = false;
  let form: Form | undefined;
  let extras: Extras | undefined;
  let loading: ReturnType<typeof loadExtras> | undefined;
  let drawing: ReturnType<typeof setTimeout> | undefined;

  const isReading = () => isOpen && document.visibilityState === "visible";
  const client = createClient({
    siteKey,
    socketOrigin: host.origin.replace("http", "ws"),
    record,
    outbox,
    open: browserSocket,
    clock: browserClock,
    visitorInfo: () => ({ page: location.origin + location.pathname, language: navigator.language, ...options.attributes }),
    identity: () => ({ userId: options.user?.id, userHash: options.user?.hash }),
    // A long chat comes line by line: each draw shows all that came during the one before.
    onChange() {
      drawing ??= setTimeout(draw);
    },
    onFrame: (frame) => extras?.hear(frame),
    onReceived({ id, text, from, name }) {
      emit("message", { id, text, from, name });
      extras?.notice();
    },
    onSent: ({ id, text }) => emit("sent", { id, text }),
  });
  const actions: ViewActions = {
    send(text) {
      keepUser();
      client.sendMessage(text);
      if (!store.isLasting && client.state.lines.length === 1) client.note("unremembered");
    },
    retry: (key) => extras?.retry(key) || client.retry(key),
    typing: (isTyping) => client.state.mode === "agent" && client.setTyping(isTyping),
    escalate() {
      if (client.state.wantsPerson) return;
      keepUser();
      client.escalate();
      emit("escalated");
    },
    close: host.close,
  };
  const view = createView(config, strings, looks, actions, options.dir);

  /** The chat is the page's user's; another's is left behind. */
  function keepUser() {
    const { user } = options;
    if (!user) return;
    const { userId } = record.current();
    if (userId && userId !== user.id) forget();
    record.keep({ visitorName: user.name, visitorEmail: user.email, userId: user.id });
  }
  function forget() {
    for (const key of store.keys()) store.remove(key);
    for (const { id } of outbox.all()) outbox.settle(id);
    client.forget();
  }

  /** What not everyone needs comes with a chat, or as soon as the panel is touched. */
  async function addExtras() {
    loading ??= loadExtras();
    try {
      const { createExtras } = await loading;
      if (extras) return;
      extras = createExtras({
        ...lent,
        panel: strings,
        view,
        client,
        store,
        record,
        host,
        isReading,
        logout: panel.logout,
        showForm,
      });
      Object.assign(looks, extras.looks);
      view.log.clear();
      draw();
    } catch (error) {
      loading = undefined;
      emit("error", error);
    }
  }

  const fields = () => (options.user || !config.enablePrechatForm ? [] : config.prechatFields);
  const isFormDue = () => !record.isKept() && !!(config.consentText || fields().length);
  /** A form in the chat's place. Where it cannot be had the chat goes on without it. */
  const showForm: ShowForm = async (make) => {
    try {
      form = make((await loadForms()).createForms(lent), () => {
        form = undefined;
        draw();
        view.focus();
      });
    } catch {}
    draw();
  };
  const showPrechat = () =>
    showForm((forms, end) =>
      forms.prechat({ ...config, prechatFields: fields() }, (details) => {
        keepUser();
        client.begin(details);
        emit("prechat", details);
        end();
      }),
    );

  function draw() {
    const { state } = client;
    const isOnline = state.link === "online";
    drawing = void clearTimeout(drawing);
    if (!isFormDue() && !record.isKept()) form = undefined;
    view.show(form);
    view.render(state);
    if (isOnline !== wasOnline) emit(isOnline ? "connected" : "disconnected");
    wasOnline = isOnline;
    extras?.render();
    if (record.isKept()) addExtras();
  }

  addSheet(root, panelCss + paletteCss(config.primaryColor, config.secondaryColor));
  const unfollow = followSurroundings(view.root, options.theme);
  view.root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) host.close();
    else wrapFocus(event, view.root);
  });
  root.append(view.root);

  const wake = () => {
    client.wake();
    draw();
  };
  // Another tab began a chat, ended it, or read its lines.
  const follow = ({ key }: StorageEvent) => {
    if (key === `cw:${siteKey}:chat` && record.isKept()) {
      form = undefined;
      client.resume();
    }
    draw();
  };
  const unlisten = listen(
    [window, "online", wake],
    [window, "offline", client.lose],
    [window, "pageshow", wake],
    [document, "visibilitychange", wake],
    [window, "storage", follow],
    [view.root, "pointermove", addExtras],
    [view.root, "keydown", addExtras],
    [view.root, "dragenter", addExtras],
  );

  const panel: Panel = {
    async open() {
      isOpen = true;
      if (isFormDue() && !form) await showPrechat();
      view.root.hidden = !isOpen;
      client.start();
      draw();
      view.log.toEnd();
      view.focus();
    },
    close() {
      isOpen = false;
      view.root.hidden = true;
      if (!record.isKept()) client.stop();
    },
    // What has to be asked first is asked first.
    sendMessage: (text) => (isFormDue() ? panel.prefill : actions.send)(`${text}`),
    prefill: (text) => view.composer.write(`${text}`),
    identify(user) {
      options.user = user;
      if (record.isKept()) {
        keepUser();
        client.begin({});
      }
      draw();
    },
    setAttributes(more) {
      options.attributes = { ...options.attributes, ...more };
    },
    async setLocale(wanted) {
      options.locale = wanted;
      panel.destroy();
      Object.assign(panel, await mountPanel(host, store));
      if (isOpen) panel.open();
    },
    setConsent: (consent) => store.setLasting(consent === "granted"),
    logout() {
      options.user = undefined;
      forget();
      draw();
    },
    destroy() {
      unlisten();
      unfollow();
      extras?.stop();
      view.composer.stop();
      view.root.remove();
      client.stop();
      clearTimeout(drawing);
    },
  };

  if (record.isKept()) client.start();
  draw();
  return panel;
}
