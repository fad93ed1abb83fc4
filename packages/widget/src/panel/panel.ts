import type { Attributes, ChatUser, Consent, PanelHost } from "../api";
import { addSheet } from "../borrowed";
import { listen } from "../dom";
import type { Extras } from "../extras/main";
import { en } from "../i18n/en";
import { type Locale, localize } from "../i18n/strings";
import { browserClock, browserSocket } from "../protocol/browser";
import { createChatRecord } from "../protocol/chat-record";
import { createClient } from "../protocol/client";
import { createOutbox } from "../protocol/outbox";
import type { PageStore } from "../store";
import { type Lent, loadExtras } from "./chunks";
import { createFormPlace } from "./form-place";
import { type Looks, plainNodes } from "./looks";
import { paletteCss } from "./palette";
import { panelCss } from "./panel.css";
import { followSurroundings, wrapFocus } from "./surroundings";
import { createView, type ViewActions } from "./view";
import { createVisitor } from "./visitor";

/** The chat in one language: what is drawn, what is said, and what happens around it. */
export function createPanel(host: PanelHost, store: PageStore, restart: () => void, locale?: Locale) {
  const { siteKey, options, root, emit, dom } = host;
  const config = host.config();
  const record = createChatRecord(store);
  const outbox = createOutbox(store);
  const translate: Lent["translate"] = (english, part) => localize(english, locale?.[part], options.strings);
  const strings = translate(en, 0);
  const lent: Lent = { dom, root, translate };
  const looks: Looks = {
    content: ({ from, text }) => (from === "event" ? [] : plainNodes(text)),
    below: () => [],
    status: () => strings.waiting,
  };
  let isOpen = false;
  let isAsking = false;
  let isAdding = false;
  let wasOnline = false;
  let extras: Extras | undefined;
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
    identity: () => ({ userId: options.user?.id?.toString(), userHash: options.user?.hash }),
    // A long chat comes line by line: each draw shows all that came during the one before.
    onChange() {
      drawing ??= setTimeout(draw);
    },
    onFrame: (frame) => extras?.hear(frame),
    onReceived({ id, text, from, name }) {
      emit("message", { id, text, from, name });
      extras?.notice(id);
    },
    onSent: ({ id, text }) => emit("sent", { id, text }),
  });
  const actions: ViewActions = {
    send(written) {
      const text = written.trim();
      if (!text) return;
      visitor.keep();
      client.sendMessage(text);
      if (!store.isLasting && client.state.lines.length === 1) client.note("unremembered");
    },
    retry: (key) => extras?.retry(key) || client.retry(key),
    escalate() {
      if (client.state.wantsPerson) return;
      visitor.keep();
      client.escalate();
      emit("escalated");
    },
    close: host.close,
  };
  const view = createView(config, strings, looks, actions, options.dir);
  const visitor = createVisitor(options, store, record, outbox, client, view.composer);
  const forms = createFormPlace(lent, view, draw);

  /** What not everyone needs comes with a chat, or as soon as the panel is touched. */
  async function addExtras() {
    if (extras || isAdding) return;
    isAdding = true;
    try {
      const { createExtras } = await loadExtras();
      if (!view.root.isConnected) return;
      extras = createExtras({
        ...lent,
        panel: strings,
        view,
        client,
        store,
        record,
        host,
        isReading,
        keepVisitor: visitor.keep,
        logout,
        showForm: forms.show,
      });
      Object.assign(looks, extras.looks);
      view.log.clear();
      draw();
    } catch (error) {
      emit("error", error);
    }
  }

  const fields = () => (options.user || !config.enablePrechatForm ? [] : config.prechatFields);
  const isFormDue = () => !record.isKept() && !!(config.consentText || fields().length);
  const showPrechat = () =>
    forms.show((made, end) =>
      made.prechat({ ...config, prechatFields: fields() }, (details) => {
        visitor.keep();
        client.begin(details);
        emit("prechat", details);
        end();
      }),
    );

  function draw() {
    const { state } = client;
    const isOnline = state.link === "online";
    drawing = void clearTimeout(drawing);
    ask();
    if (!isFormDue() && !record.isKept()) forms.clear();
    forms.render(isFormDue());
    view.render(state);
    if (isOnline !== wasOnline) emit(isOnline ? "connected" : "disconnected");
    wasOnline = isOnline;
    extras?.render();
    if (record.isKept()) addExtras();
    else if (!extras) host.setUnread(0, config.widgetTitle);
  }

  /** What has to be asked first is asked before anything else. Where it cannot be, there is no chat. */
  async function ask() {
    if (!isOpen || isAsking || !isFormDue() || !forms.isFree()) return;
    isAsking = true;
    const wasFocused = isFocused();
    try {
      await showPrechat();
      if (wasFocused) view.focus();
    } catch (error) {
      emit("error", error);
      host.close();
    }
    isAsking = false;
  }

  addSheet(root, panelCss + paletteCss(config.primaryColor, config.secondaryColor));
  const unfollow = followSurroundings(view.root, options.theme);
  view.root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) host.close();
    else wrapFocus(event, view.root);
  });
  root.append(view.root);

  const isFocused = () => view.root.contains(root.activeElement);
  const show = () => {
    view.root.hidden = !isOpen;
    // Above the launchers of other widgets.
    root.host.toggleAttribute("open", isOpen);
  };
  function logout() {
    options.user = undefined;
    visitor.forget();
    forms.clear();
    draw();
  }
  const wake = () => {
    client.wake();
    draw();
  };
  // Where another tab began the chat of this device, or forgot it, this panel begins anew with what is stored. What that tab took
  // away before would be written again by a drawing.
  const follow = ({ key, newValue }: StorageEvent) => {
    if (!key || (key === `cw:${siteKey}:chat` && !newValue?.includes(`"${client.sessionId()}"`))) restart();
    else if (newValue) draw();
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

  visitor.leave();
  if (record.isKept()) client.start();
  draw();

  return {
    async open(takesFocus = true) {
      isOpen = true;
      isAdding = false;
      await ask();
      if (!isOpen) return;
      show();
      // Nothing has a height while it is hidden.
      view.composer.fit();
      client.start();
      draw();
      view.log.toEnd();
      if (takesFocus) view.focus();
    },
    close() {
      isOpen = false;
      show();
      if (!record.isKept()) client.stop();
    },
    // What has to be asked first is asked first.
    sendMessage: (text: string) => (isFormDue() ? view.composer.write : actions.send)(text),
    prefill: view.composer.write,
    identify(user: ChatUser) {
      options.user = user;
      visitor.leave();
      if (record.isKept()) {
        visitor.keep();
        client.begin({});
      }
      draw();
    },
    setAttributes(more: Attributes) {
      options.attributes = { ...options.attributes, ...more };
      if (record.isKept()) client.begin({});
    },
    setConsent(consent: Consent) {
      store.setLasting(consent === "granted");
      // A chat from before is there again.
      if (record.current().sessionId !== client.sessionId()) restart();
    },
    logout,
    /** @returns what a panel in its place goes on with */
    stop() {
      const before = { isOpen, hasFocus: isFocused(), text: view.composer.input.value };
      isOpen = false;
      unlisten();
      unfollow();
      extras?.stop();
      view.root.remove();
      client.stop();
      clearTimeout(drawing);
      return before;
    },
  };
}
