import type { WidgetConfig as SharedConfig, WidgetTexts } from "@chat/api/contract";
import type { Lendable } from "./borrowed";

export type { WidgetTexts };
export type WidgetConfig = Omit<SharedConfig, "texts">;
export type WidgetPosition = WidgetConfig["position"];

/** What a page may say. Its values go before the server's; null and undefined are as if absent. */
export type ChatWidgetConfig = { siteKey: string; apiUrl?: string } & {
  [K in keyof WidgetConfig]?: WidgetConfig[K] | null;
} & {
  /** Pixels from the corner, horizontal and vertical. */
  offset?: [number, number];
  zIndex?: number;
  hideLauncher?: boolean;
  theme?: "auto" | "light" | "dark";
  /** BCP 47, as in `de` or `pt-BR`. Without it: what `<html lang>` says, then the browser's language. */
  locale?: string;
  dir?: "ltr" | "rtl";
  user?: ChatUser;
  attributes?: Attributes;
  /** While it is pending nothing is stored on the device. */
  consent?: Consent;
  /** Where the chat is remembered: `local` until it is forgotten, `session` until the tab closes, `none` until the page is left. */
  storage?: "local" | "session" | "none";
  /** Texts instead of the widget's own, by their keys in `i18n/en*.ts`. */
  strings?: Partial<Record<string, string>>;
};

/** The server's config in the page's language, with what the page says of it. */
export type DrawnConfig = WidgetConfig & Pick<ChatWidgetConfig, "offset" | "zIndex">;

export type Attributes = Record<string, string | number | boolean>;
export type Consent = "granted" | "pending";

/** @property hash HMAC-SHA256 of the id with the widget's identity secret, in hex: made by the website's server, never in the page */
export type ChatUser = { id: string; name?: string; email?: string; hash?: string };

/** Events, and what is told with each. */
export interface ChatWidgetEvents {
  ready: undefined;
  open: undefined;
  close: undefined;
  message: { id: number; text: string; from: "agent" | "assistant"; name: string | null };
  sent: { id: number; text: string };
  unread: number;
  connected: undefined;
  disconnected: undefined;
  prechat: { visitorName?: string; visitorEmail?: string; visitorInfo?: Attributes };
  escalated: undefined;
  ended: undefined;
  error: unknown;
  destroy: undefined;
}
export type ChatWidgetEvent = keyof ChatWidgetEvents;

/** One widget on a page. Every method may be called at any time and never throws. */
export interface ChatWidget {
  open(): void;
  close(): void;
  toggle(): void;
  show(): void;
  hide(): void;
  /** Removes everything, at once and for good. */
  destroy(): void;
  readonly isOpen: boolean;
  readonly unread: number;
  sendMessage(text: string): void;
  prefill(text: string): void;
  identify(user: ChatUser): void;
  setAttributes(attributes: Attributes): void;
  setLocale(locale: string): void;
  setConsent(consent: Consent): void;
  /** Forgets the chat on this device. */
  logout(): void;
  on<Name extends ChatWidgetEvent>(event: Name, listener: (detail: ChatWidgetEvents[Name]) => void): () => void;
  off<Name extends ChatWidgetEvent>(event: Name, listener: (detail: ChatWidgetEvents[Name]) => void): void;
}

/** What the loader lends to the panel. */
export interface PanelHost {
  readonly siteKey: string;
  /** Origin of the chat server, as in `https://chat.example.com`. */
  readonly origin: string;
  readonly root: ShadowRoot;
  readonly dom: Lendable;
  /** In the language of the moment. */
  config(): WidgetConfig;
  /** What the page said, and says since. */
  readonly options: ChatWidgetConfig;
  close(): void;
  /** @param label the launcher's accessible name, with the count in words */
  setUnread(count: number, label: string): void;
  emit(event: ChatWidgetEvent, detail?: unknown): void;
}

/** Methods that only the panel can carry out. */
export type PanelMethods = Pick<
  ChatWidget,
  "sendMessage" | "prefill" | "identify" | "setAttributes" | "setLocale" | "setConsent" | "logout"
>;

/** What the panel gives back. */
export interface Panel {
  open(): void;
  close(): void;
  /** Carries out what a page asks for, or tells its console that the value is wrong. */
  call(method: keyof PanelMethods, value: unknown): void;
  destroy(): void;
}
