import type { WidgetConfig } from "@chat/api/contract";

export type { WidgetConfig };
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
  user?: ChatUser;
  attributes?: Record<string, string | number | boolean>;
};

export type ChatUser = { id: string; name?: string; email?: string };

export type ChatWidgetEvent = "ready" | "open" | "close" | "message" | "sent" | "unread" | "prechat" | "escalated" | "error" | "destroy";

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
  setAttributes(attributes: Record<string, string | number | boolean>): void;
  /** Forgets the chat on this device. */
  logout(): void;
  on(event: ChatWidgetEvent, listener: (detail?: unknown) => void): () => void;
  off(event: ChatWidgetEvent, listener: (detail?: unknown) => void): void;
}

/** What the loader lends to the panel. */
export interface PanelHost {
  readonly siteKey: string;
  /** Origin of the chat server, as in `https://chat.example.com`. */
  readonly origin: string;
  readonly root: ShadowRoot;
  readonly config: WidgetConfig;
  readonly options: ChatWidgetConfig;
  close(): void;
  setUnread(count: number): void;
  emit(event: ChatWidgetEvent, detail?: unknown): void;
}

/** What the panel gives back. */
export interface Panel extends Pick<ChatWidget, "sendMessage" | "prefill" | "identify" | "setAttributes" | "logout" | "destroy"> {
  open(): void;
  close(): void;
}
