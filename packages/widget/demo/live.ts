import type { ChatWidget, ChatWidgetConfig } from "../src/api";
import { createLog } from "./log";

type StartChat = (config: ChatWidgetConfig) => ChatWidget;
type Call = (chat: ChatWidget) => void;

declare global {
  interface Window {
    initChatWidget?: StartChat;
  }
}

const find = <E extends Element>(selector: string): E => {
  const found = document.querySelector<E>(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
};
const form = find<HTMLFormElement>(".live-calls");
const log = createLog(find(".live-log"), find(".live-clear"));
const siteKey = find<HTMLScriptElement>("script[data-site-key]").dataset.siteKey ?? "";
const ADA = { id: "user-42", name: "Ada Lovelace", email: "ada@example.com" };
const FACTS = { plan: "studio", orders: 3 };

let chat: ChatWidget | undefined;

const answer = (name: string): string => String(new FormData(form).get(name) ?? "");
/** What the switches ask for. Those that were left alone say nothing. */
const wishes = () =>
  Object.fromEntries(["theme", "position", "locale", "dir"].flatMap((name) => (answer(name) ? [[name, answer(name)]] : [])));

function showState() {
  for (const name of ["isOpen", "unread"] as const) find(`.live-state output[name=${name}]`).textContent = chat ? String(chat[name]) : "–";
  for (const button of form.querySelectorAll<HTMLButtonElement>("button")) button.disabled = !!chat === (button.dataset.call === "start");
}

const said = (method: string, ...values: unknown[]) =>
  log.add("call", `${method === "initChatWidget" ? "" : "chat."}${method}(${values.map((value) => JSON.stringify(value)).join(", ")})`);

function start() {
  const config = { siteKey, ...wishes() };
  said("initChatWidget", config);
  chat = window.initChatWidget?.(config);
  showState();
}

/** A method, called and written down with what it is given. */
const calling =
  <M extends "sendMessage" | "prefill" | "identify" | "setAttributes" | "setConsent" | "setLocale">(
    method: M,
    value: () => Parameters<ChatWidget[M]>[0],
  ): Call =>
  (on) => {
    const given = value();
    said(method, given);
    (on[method] as (value: unknown) => void)(given);
  };
const plainly =
  (method: "open" | "close" | "toggle" | "show" | "hide" | "logout" | "destroy"): Call =>
  (on) => {
    said(method);
    on[method]();
  };

const CALLS: Record<string, Call> = {
  open: plainly("open"),
  close: plainly("close"),
  toggle: plainly("toggle"),
  show: plainly("show"),
  hide: plainly("hide"),
  logout: plainly("logout"),
  destroy: plainly("destroy"),
  sendMessage: calling("sendMessage", () => answer("text")),
  prefill: calling("prefill", () => answer("text")),
  identify: calling("identify", () => ADA),
  setAttributes: calling("setAttributes", () => FACTS),
  consentGranted: calling("setConsent", () => "granted"),
  consentPending: calling("setConsent", () => "pending"),
};

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("click", (event) => {
  const name = (event.target as HTMLElement).dataset.call ?? "";
  if (name === "start") start();
  else if (chat) CALLS[name]?.(chat);
  showState();
});
form.addEventListener("change", ({ target }) => {
  if (!(target instanceof HTMLSelectElement) || !chat) return;
  if (target.name === "locale") return calling("setLocale", () => target.value)(chat);
  // The others are said when a widget is started.
  const wasOpen = chat.isOpen;
  plainly("destroy")(chat);
  start();
  if (wasOpen && chat) plainly("open")(chat);
});

const EVENTS = [
  "ready",
  "open",
  "close",
  "message",
  "sent",
  "unread",
  "connected",
  "disconnected",
  "prechat",
  "escalated",
  "ended",
  "error",
  "destroy",
] as const;
for (const name of EVENTS)
  addEventListener(`chatwidget:${name}`, (event) => {
    // The line in the page's head has started one: the same key is the same widget.
    if (name === "ready") chat ??= window.initChatWidget?.({ siteKey });
    if (name === "destroy") chat = undefined;
    const { detail } = event as CustomEvent;
    log.add("event", detail == null ? name : `${name} ${detail instanceof Error ? detail.message : JSON.stringify(detail)}`);
    showState();
  });
showState();
