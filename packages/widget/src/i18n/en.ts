/**
 * Everything the panel says in words of its own. `{name}` and the like are filled in. The order of the keys is the order in which
 * other languages send their texts, each as one list.
 */
export const en = {
  /** For `Intl`: how numbers, times and plurals are said. */
  lang: "en",
  close: "Close chat",
  log: "Messages",
  placeholder: "Write a message…",
  message: "Message",
  send: "Send",
  assistant: "AI assistant",
  agent: "Support",
  waiting: "Waiting for a person",
  ended: "Chat ended",
  sending: "Sending…",
  sent: "Sent",
  failed: "Not sent",
  retry: "Retry",
  talkToPerson: "Talk to a person",
  asking: "Looking for a person…",
  reconnecting: "Reconnecting… Your messages are kept.",
};
export type Strings = typeof en;
