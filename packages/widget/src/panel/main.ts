import type { ChatUser, Panel, PanelHost } from "../api";
import { addSheet, listen } from "../dom";
import { en } from "../i18n/en";
import { browserClock, browserSocket } from "../protocol/browser";
import { createChatRecord } from "../protocol/chat-record";
import { createClient } from "../protocol/client";
import { createOutbox } from "../protocol/outbox";
import { pageStore } from "../store";
import { paletteCss } from "./palette";
import { panelCss } from "./panel.css";
import { loadPrechat } from "./prechat";
import { followSurroundings, wrapFocus } from "./surroundings";
import { createUnread } from "./unread";
import type { Form } from "./view";
import { createView } from "./view";

/** Puts the panel beside the launcher and the chat behind it. */
export function mountPanel(host: PanelHost): Panel {
  const { siteKey, config, options, root } = host;
  const prefix = `cw:${siteKey}:`;
  const store = pageStore(prefix);
  const record = createChatRecord(store);
  const outbox = createOutbox(store);
  const countUnread = createUnread(store, host.setUnread);
  let isOpen = false;
  let form: Form | undefined;
  let drawing: ReturnType<typeof setTimeout> | undefined;
  let user: ChatUser | undefined = options.user;
  let attributes = options.attributes;

  const client = createClient({
    siteKey,
    socketOrigin: host.origin.replace("http", "ws"),
    record,
    outbox,
    open: browserSocket,
    clock: browserClock,
    visitorInfo: () => ({ page: location.origin + location.pathname, language: navigator.language, ...attributes }),
    // A long chat comes line by line: each draw shows all that came during the one before.
    onChange() {
      drawing ??= setTimeout(draw);
    },
    onReceived: (line) => host.emit("message", { id: line.id, text: line.text, from: line.from, name: line.name }),
    onSent: (line) => host.emit("sent", { id: line.id, text: line.text }),
  });
  const view = createView(config, en, {
    send(text) {
      keepUser();
      client.sendMessage(text);
      if (!store.isLasting && client.state.lines.length === 1) client.note("unremembered");
    },
    retry: client.retry,
    typing: (isTyping) => client.state.mode === "agent" && client.setTyping(isTyping),
    escalate() {
      if (client.state.wantsPerson) return;
      keepUser();
      client.escalate();
      host.emit("escalated");
    },
    close: host.close,
  });

  function keepUser() {
    if (user) record.keep({ visitorName: user.name, visitorEmail: user.email });
  }
  function draw() {
    drawing = void clearTimeout(drawing);
    view.show(form && !user && !record.isKept() ? form : undefined);
    view.render(client.state);
    countUnread(client.state.lines, isOpen && document.visibilityState === "visible");
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
    if (!key?.startsWith(prefix)) return;
    if (key === `${prefix}chat` && record.isKept()) client.resume();
    draw();
  };
  const unlisten = listen(
    [window, "online", wake],
    [window, "offline", client.lose],
    [window, "pageshow", wake],
    [document, "visibilitychange", wake],
    [window, "storage", follow],
  );

  const hasForm = config.enablePrechatForm && config.prechatFields.length > 0 && !user && !record.isKept();
  const formShown =
    hasForm &&
    loadPrechat(host, (details) => {
      client.begin(details);
      host.emit("prechat", details);
      draw();
      view.focus();
    }).then((loaded) => {
      form = loaded ?? undefined;
      draw();
    });

  if (record.isKept()) client.start();
  draw();

  return {
    async open() {
      isOpen = true;
      await formShown;
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
    sendMessage(text) {
      keepUser();
      client.sendMessage(String(text));
    },
    prefill: (text) => view.composer.write(String(text)),
    identify(known) {
      user = known;
      if (record.isKept()) keepUser();
      draw();
    },
    setAttributes(more) {
      attributes = { ...attributes, ...more };
    },
    logout() {
      user = undefined;
      for (const key of store.keys()) store.remove(key);
      for (const { id } of outbox.all()) outbox.settle(id);
      client.forget();
      draw();
    },
    destroy() {
      unlisten();
      unfollow();
      view.composer.stop();
      client.stop();
      clearTimeout(drawing);
    },
  };
}
