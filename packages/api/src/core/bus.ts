import type { ChatEvent } from "../contract";

/** Who may hear an event: both sides of one session, one agent's connections, or everyone of an account. */
export type Topic = `session:${string}` | `agent:${number}` | `account:${number}` | `admin:${number}`;

export const sessionTopic = (sessionId: string): Topic => `session:${sessionId}`;
export const agentTopic = (agentId: number): Topic => `agent:${agentId}`;
export const accountTopic = (accountId: number): Topic => `account:${accountId}`;
export const adminTopic = (adminId: number): Topic => `admin:${adminId}`;

export type EventHandler = (event: ChatEvent) => void;

export interface Bus {
  publish(topic: Topic, event: ChatEvent): void;
  /** @returns a function that ends the subscription */
  subscribe(topic: Topic, handler: EventHandler): () => void;
}

/** The bus of a single process: handlers run at once, in the order in which they subscribed. */
export function createLocalBus(onHandlerError: (error: unknown) => void): Bus {
  const handlers = new Map<Topic, Set<EventHandler>>();
  return {
    publish(topic, event) {
      for (const handler of [...(handlers.get(topic) ?? [])]) {
        try {
          handler(event);
        } catch (error) {
          onHandlerError(error);
        }
      }
    },
    subscribe(topic, handler) {
      const own = handlers.get(topic) ?? new Set();
      handlers.set(topic, own.add(handler));
      return () => {
        own.delete(handler);
        if (own.size === 0 && handlers.get(topic) === own) handlers.delete(topic);
      };
    },
  };
}
