import type { ChatWidgetEvent } from "../api";

type Listener = (detail?: unknown) => void;

/** Events that also go to the window under a name of their own. */
const ALIAS: Partial<Record<ChatWidgetEvent, string>> = { ready: "chatWidgetReady", message: "chatWidgetMessage" };

/** Listeners of one widget. Each event also goes to the window; an error in a listener stays there. */
export function createEvents() {
  let listeners: [ChatWidgetEvent, Listener][] = [];
  const off = (event: ChatWidgetEvent, listener: Listener) => {
    listeners = listeners.filter((entry) => entry[0] !== event || entry[1] !== listener);
  };
  return {
    off,
    on(event: ChatWidgetEvent, listener: Listener) {
      listeners.push([event, listener]);
      return () => off(event, listener);
    },
    emit(event: ChatWidgetEvent, detail?: unknown) {
      for (const [name, listener] of listeners)
        if (name === event)
          try {
            listener(detail);
          } catch (error) {
            console.error(error);
          }
      for (const name of [`chatwidget:${event}`, ALIAS[event]]) if (name) dispatchEvent(new CustomEvent(name, { detail }));
    },
  };
}
