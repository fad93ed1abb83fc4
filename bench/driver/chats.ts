import type { Job } from "./job";
import { openWire, type Wire } from "./wire";

/** A visitor and an agent who talk. Agents may share a wire: one agent has many chats. */
export interface Chat {
  sessionId: string;
  agentId: number;
  siteKey: string;
  visitor: Wire;
  agent: Wire;
}

export const sessionIdOf = (run: number, chat: number) => `bench-${String(run).padStart(4, "0")}-${String(chat).padStart(4, "0")}`;

/** Visitors with a chat each, every one of them with an agent. */
export async function openChats({ target, run, chats, agents }: Job, onTrouble: (what: string) => void): Promise<Chat[]> {
  const known =
    target.kind === "product" ? target.agents : Array.from({ length: agents }, (_, index) => ({ id: index + 1, token: "none" }));
  if (known.length < agents) throw new Error(`${agents} agents are wanted, ${known.length} are known`);
  const desks = await Promise.all(
    known.slice(0, agents).map(async ({ id, token }) => {
      const wire = await openWire(`${target.socketUrl}/ws/agent/${id}?token=${token}`, onTrouble);
      return { id, wire };
    }),
  );
  return Promise.all(
    Array.from({ length: chats }, async (_, index) => {
      const desk = desks[index % desks.length];
      if (!desk) throw new Error("no agent");
      const sessionId = sessionIdOf(run, index);
      const visitor = await openWire(`${target.socketUrl}/ws/${sessionId}?agent=${desk.id}`, onTrouble);
      const siteKey = target.kind === "product" ? target.siteKey : "widget-of-no-account";
      const chat = { sessionId, agentId: desk.id, siteKey, visitor, agent: desk.wire };
      if (target.kind === "product") await handToAgent(chat);
      return chat;
    }),
  );
}

/** Joins with a secret, asks for a person, is taken. */
async function handToAgent({ sessionId, agentId, siteKey, visitor, agent }: Chat): Promise<void> {
  await ask(visitor, { type: "join", sessionId, siteKey, visitorSecret: `secret-of-a-visitor-${sessionId}` }, "session");
  await ask(visitor, { type: "escalate", sessionId, siteKey }, "queue_update");
  const joined = visitor.next("agent_joined");
  await ask(agent, { type: "accept_chat", agentId, sessionId }, "chat_accepted", (frame) => frame.sessionId === sessionId);
  await joined;
}

/** Sends a frame and waits for its answer. */
export async function ask(wire: Wire, frame: object, answer: string, matches?: (frame: Record<string, unknown>) => boolean) {
  const answered = wire.next(answer, matches);
  wire.send(frame);
  return answered;
}

export function closeChats(chats: Chat[]): void {
  for (const { visitor, agent } of chats) {
    visitor.close();
    agent.close();
  }
}
