import type { ChatEvent } from "../contract";

/** Who may hear an event: both sides of one session, one agent's connections, or everyone of an account. */
export type Topic = `session:${string}` | `agent:${number}` | `account:${number}` | `admin:${number}` | typeof QUEUES;

/** Every change of any queue: heard by what tells the waiting visitors of this process their places. */
export const QUEUES = "queues";

export const sessionTopic = (sessionId: string): Topic => `session:${sessionId}`;
export const agentTopic = (agentId: number): Topic => `agent:${agentId}`;
export const accountTopic = (accountId: number): Topic => `account:${accountId}`;
export const adminTopic = (adminId: number): Topic => `admin:${adminId}`;

export type EventHandler = (event: ChatEvent) => void;

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
  /** @returns a function that ends the subscription */
  subscribe(topic: Topic, handler: EventHandler): () => void;
}

const NONE: readonly EventHandler[] = [];

/** The bus of a single process: handlers run at once, in the order in which they subscribed. */
export function createLocalBus(onHandlerError: (error: unknown) => void): Bus {
  // Lists are replaced, never changed: one that is being told stays as it was when the telling began.
  const handlers = new Map<Topic, readonly EventHandler[]>();

  const tellEach = (listeners: readonly EventHandler[], event: ChatEvent) => {
    for (const handler of listeners) {
      try {
        handler(event);
      } catch (error) {
        onHandlerError(error);
      }
    }
  };
  const tell = (topic: Topic, event: ChatEvent) => tellEach(handlers.get(topic) ?? NONE, event);

  return {
    isShared: false,
    tell,
    publish(topics, event) {
      if (typeof topics === "string") tell(topics, event);
      else for (const topic of topics) tell(topic, event);
    },
    tellMissed() {
      for (const listeners of [...handlers.values()]) tellEach(listeners, { type: "news.missed" });
    },
    hasListeners: (topic) => handlers.has(topic),
    subscribe(topic, handler) {
      const before = handlers.get(topic);
      handlers.set(topic, before ? [...before, handler] : [handler]);
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        const listeners = handlers.get(topic) ?? NONE;
        // Once: who subscribed twice still listens once.
        const others = listeners.toSpliced(listeners.indexOf(handler), 1);
        if (others.length > 0) handlers.set(topic, others);
        else handlers.delete(topic);
      };
    },
  };
}
