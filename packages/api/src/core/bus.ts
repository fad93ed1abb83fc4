import type { ChatEvent } from "../contract";

/** Who may hear an event: both sides of one session, one agent's connections, or everyone of an account. */
export type Topic = `session:${string}` | `agent:${number}` | `account:${number}` | `admin:${number}` | typeof QUEUES | typeof STAFFING;

/** Every change of any queue: heard by what tells the visitors who wait and the agents of this process. */
export const QUEUES = "queues";

/** Every change of who of an account is there: heard by what tells the visitors of this process who wait. */
export const STAFFING = "staffing";

/** Joined, since thousands are kept: a template makes a string of two parts, which takes more for as long as it lives. */
export const sessionTopic = (sessionId: string): Topic => ["session", sessionId].join(":") as Topic;
export const agentTopic = (agentId: number): Topic => `agent:${agentId}`;
export const accountTopic = (accountId: number): Topic => `account:${accountId}`;
export const adminTopic = (adminId: number): Topic => `admin:${adminId}`;

export type EventHandler = (event: ChatEvent) => void;

/** Who hears events: thousands do, and a listener that is an object already needs no functions of its own. */
export interface BusListener {
  hear(event: ChatEvent): void;
}

export interface Bus {
  /** Other processes publish on it too: events of two of them may overtake each other. */
  readonly isShared: boolean;
  /** Tells everyone who listens to one of the topics, in every process. Who listens to two of them is told twice. */
  publish(topics: Topic | readonly Topic[], event: ChatEvent): void;
  /** Tells the listeners of this process alone: what each process finds out by itself. */
  tell(topic: Topic, event: ChatEvent): void;
  /** Tells every listener of this process, whatever it listens to, that it may have missed something. */
  tellMissed(): void;
  hasListeners(topic: Topic): boolean;
  /** Until `leave` with the same two. A listener listens to a topic once. */
  listen(topic: Topic, listener: BusListener): void;
  /** Harmless where it does not listen. */
  leave(topic: Topic, listener: BusListener): void;
  /** @returns a function that ends the subscription */
  subscribe(topic: Topic, handler: EventHandler): () => void;
}

/** The bus of a single process: listeners are told at once, in the order in which they began to listen. */
export function createLocalBus(onListenerError: (error: unknown) => void): Bus {
  // A session mostly has one listener, which then stands without a list: thousands of lists would be kept else. Lists are
  // replaced, never changed: one that is being told stays as it was when the telling began.
  const listening = new Map<Topic, BusListener | readonly BusListener[]>();

  const tellOne = (listener: BusListener, event: ChatEvent) => {
    try {
      listener.hear(event);
    } catch (error) {
      onListenerError(error);
    }
  };
  const tellAll = (listeners: BusListener | readonly BusListener[], event: ChatEvent) => {
    if ("hear" in listeners) tellOne(listeners, event);
    else for (const listener of listeners) tellOne(listener, event);
  };
  const tell = (topic: Topic, event: ChatEvent) => {
    const listeners = listening.get(topic);
    if (listeners) tellAll(listeners, event);
  };
  const listenersOf = (topic: Topic): readonly BusListener[] => [listening.get(topic) ?? []].flat();

  const listen = (topic: Topic, listener: BusListener) => {
    const before = listening.get(topic);
    listening.set(topic, before ? [before, listener].flat() : listener);
  };
  const leave = (topic: Topic, listener: BusListener) => {
    const [first, ...others] = listenersOf(topic).filter((one) => one !== listener);
    if (!first) listening.delete(topic);
    else listening.set(topic, others.length > 0 ? [first, ...others] : first);
  };

  return {
    isShared: false,
    tell,
    publish(topics, event) {
      if (typeof topics === "string") tell(topics, event);
      else for (const topic of topics) tell(topic, event);
    },
    tellMissed() {
      for (const listeners of [...listening.values()]) tellAll(listeners, { type: "news.missed" });
    },
    hasListeners: (topic) => listening.has(topic),
    listen,
    leave,
    subscribe(topic, handler) {
      const listener = { hear: handler };
      listen(topic, listener);
      return () => leave(topic, listener);
    },
  };
}
