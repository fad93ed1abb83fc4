const ordinals = new Intl.PluralRules("en", { type: "ordinal" });
const SUFFIX: Partial<Record<Intl.LDMLPluralRule, string>> = { one: "st", two: "nd", few: "rd" };

/** 1st, 2nd, 3rd, 4th, 11th, 21st. */
export const ordinal = (count: number): string => count + (SUFFIX[ordinals.select(count)] ?? "th");

const minutes = (count: number) => (count <= 0 ? "less than a minute" : count === 1 ? "about 1 minute" : `about ${count} minutes`);

/** Everything the panel says in words of its own. */
export const en = {
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
  typing: "is writing",
  talkToPerson: "Talk to a person",
  asking: "Looking for a person…",
  newMessages: "New messages",
  reconnecting: "Reconnecting… Your messages are kept.",
  refused: "The chat is not available now.",
  next: "You are next",
  place: (position: number, wait: number) => `You are ${ordinal(position)} in line, ${minutes(wait)}`,
  soon: "A person is about to join",
  joined: (name: string) => `${name} joined`,
  returned: "The assistant is back",
  requeued: (name: string) => `${name} had to leave. We are finding a colleague for you.`,
  closed: "This chat has ended",
  closedHint: "Write to start again.",
  unremembered: "This chat is not remembered when you leave the page",
};
export type Strings = typeof en;
