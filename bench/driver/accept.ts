import { ask } from "./chats";
import { openWire } from "./wire";

/** An agent takes one waiting chat after the other over its socket, while their visitors and other agents look on. */
export interface AcceptJob {
  socketUrl: string;
  siteKey: string;
  /** The first one accepts. */
  agents: { id: number; token: string }[];
  chats: number;
  run: number;
}

export interface AcceptResult {
  /** Milliseconds from `accept_chat` to `chat_accepted`, one for each chat. */
  accepts: number[];
  /** Accepted chats whose visitor was not told. */
  untold: number;
}

const { socketUrl, siteKey, agents, chats, run } = (await Bun.stdin.json()) as AcceptJob;

const fail = (what: string) => {
  throw new Error(what);
};
const desks = await Promise.all(agents.map(({ id, token }) => openWire(`${socketUrl}/ws/agent/${id}?token=${token}`, fail)));
const [desk] = desks;
const agentId = agents[0]?.id;
if (!desk || !agentId) throw new Error("no agent");

const waiting = [];
for (let index = 0; index < chats; index++) {
  const sessionId = `accept-${run}-${index}`;
  const visitor = await openWire(`${socketUrl}/ws/${sessionId}`, fail);
  await ask(visitor, { type: "join", sessionId, siteKey, visitorSecret: `secret-of-a-visitor-${sessionId}` }, "session");
  await ask(visitor, { type: "message", sessionId, siteKey, message: "Good morning", clientMessageId: "first" }, "ack");
  await ask(visitor, { type: "escalate", sessionId, siteKey }, "queue_update");
  waiting.push({ sessionId, visitor, joined: visitor.next("agent_joined").then(() => true) });
}

const accepts: number[] = [];
for (const { sessionId } of waiting) {
  const sentAt = performance.now();
  await ask(desk, { type: "accept_chat", agentId, sessionId }, "chat_accepted", (frame) => frame.sessionId === sessionId);
  accepts.push(performance.now() - sentAt);
}
const told = await Promise.all(waiting.map(({ joined }) => joined.catch(() => false)));
for (const { sessionId, visitor } of waiting) {
  await ask(visitor, { type: "end_chat", sessionId }, "chat_closed");
  visitor.close();
}
for (const wire of desks) wire.close();
const result: AcceptResult = { accepts, untold: told.filter((isTold) => !isTold).length };
await Bun.write(Bun.stdout, JSON.stringify(result));
process.exit(0);
