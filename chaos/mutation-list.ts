import type { TakenAway } from "../mutations/take-away";

export interface Mutation extends TakenAway {
  /** Of the harness's run; one where it is not said. */
  readonly processes?: 3;
  /** What the harness must say: no other fault counts. */
  readonly breaks: RegExp;
}

/** Without any one of them something that is promised breaks, and the harness must see it. */
export const MUTATIONS: readonly Mutation[] = [
  {
    guard: "unique key on (session_id, client_message_id)",
    file: "packages/db/migrations/0000_create_core_tables.sql",
    find: "CONSTRAINT `messages_client_id_unique` UNIQUE(`session_id`,`client_message_id`)",
    replace: "INDEX `messages_client_id_unique` (`session_id`,`client_message_id`)",
    breaks: /stored \d+ times/,
  },
  {
    guard: "row lock of the sessions that are written to",
    file: "packages/db/src/message-batches/statements.ts",
    find: `FOR UPDATE\${skipLocked ? " SKIP LOCKED" : ""}`,
    replace: "",
    breaks: /spoke while it was|of an earlier turn|stored \d+ times/,
  },
  {
    guard: "check that the rows are as the writer last saw them",
    file: "packages/db/src/message-batches/statements.ts",
    find: `AND \${SESSION_FINGERPRINT} IN (\${fingerprints(sessions)})`,
    replace: "",
    breaks: /spoke while it was|of an earlier turn/,
  },
  {
    guard: "check that the assistant still has the chat, in the same epoch",
    file: "packages/api/src/core/assistant/answer.ts",
    find: 'const isStillAsked = session.epoch === epoch && stateOf(session) === "assistant";',
    replace: "const isStillAsked = session.epoch >= 0;",
    breaks: /the assistant spoke while it was/,
  },
  {
    guard: "check of the epoch alone",
    file: "packages/api/src/core/assistant/answer.ts",
    find: 'const isStillAsked = session.epoch === epoch && stateOf(session) === "assistant";',
    replace: 'const isStillAsked = epoch >= 0 && stateOf(session) === "assistant";',
    breaks: /of an earlier turn/,
  },
  {
    guard: "resume cursor of the visitor's join",
    file: "packages/api/src/core/session/join.ts",
    find: "toReplay({ messages, hasEarlier: false }), newestMessageId: messages.at(-1)?.id ?? after };",
    replace: "toReplay({ messages: [], hasEarlier: false }), newestMessageId: messages.at(-1)?.id ?? after };",
    breaks: /the visitor's list differs/,
  },
  {
    guard: "resume cursor of the agent app's subscription",
    file: "packages/api/src/trpc/routers/agent/chat-streams.ts",
    find: "if (input.lastEventId) yield* send(await missing());",
    replace: "if (input.lastEventId) yield* send([]);",
    breaks: /the desk agent's list differs/,
  },
  {
    guard: "de-duplication in the widget's transcript",
    file: "packages/widget/src/protocol/transcript.ts",
    find: "const known = find(line.key) ?? lines.find((other) => other.id === line.id && line.id < PENDING);",
    replace: "const known = undefined as Line | undefined;",
    breaks: /the visitor's list differs/,
  },
  {
    guard: "gate between what is read and what is told",
    file: "packages/rest-adapter/src/ws/event-gate.ts",
    find: "if (this.#seenUpTo !== null && id <= this.#seenUpTo) return;",
    replace: "if (id < 0) return;",
    breaks: /was told \d+ after \d+ on one connection/,
  },
  {
    guard: "epoch of the news that a visitor's socket is told",
    file: "packages/rest-adapter/src/ws/visitor-events.ts",
    find: "if (event.epoch <= this.#epoch) return;",
    replace: "if (event.epoch < 0) return;",
    // One process tells moves in their order by itself.
    processes: 3,
    breaks: /the visitor takes it for|the visitor names|told position/,
  },
  {
    guard: "look back at a message that another process told of too late",
    file: "packages/rest-adapter/src/ws/event-gate.ts",
    find: "event.previousId > (this.#seenUpTo ?? 0)) return this.#miss(event);",
    replace: "event.previousId < 0) return this.#miss(event);",
    processes: 3,
    breaks: /list differs/,
  },
  {
    guard: "reading again what Redis may have lost",
    file: "packages/rest-adapter/src/ws/event-gate.ts",
    find: 'if (event.type === "news.missed") return this.#miss();',
    replace: 'if (event.type === "news.missed") return;',
    processes: 3,
    breaks: /list differs|takes it for|told position/,
  },
];
