import { afterAll, beforeAll, expect, test } from "bun:test";
import { startMailServer } from "@chat/api/testing/smtp";
import { restClient } from "../harness/rest";
import type { SocketClient } from "../harness/socket";
import { until } from "../harness/until";
import { isAddition } from "./document";
import type { Names } from "./fill-in";
import { DECLARED, declarationOf, expectAllDeclared, expectDeclared, expectFrame, sendFrame, splitName, usedFrames } from "./frames";
import {
  DOCUMENTED_AGENT,
  type Login,
  makeAdmin,
  makeAgent,
  makeDocumentedWidget,
  newSessionId,
  openAgent,
  openStage,
  openVisitor,
  queueChat,
  type Stage,
} from "./stage";

let stage: Stage;
let admin: Login;
let agent: Login;
let colleague: Login;
let siteKey: string;
let desk: SocketClient;
let theirDesk: SocketClient;
const toVisitors: SocketClient[] = [];
const toAgents: SocketClient[] = [];

async function visitor(sessionId: string): Promise<SocketClient> {
  const socket = await openVisitor(stage, sessionId);
  toVisitors.push(socket);
  return socket;
}
async function deskOf(login: Login): Promise<SocketClient> {
  const socket = await openAgent(stage, login);
  toAgents.push(socket);
  return socket;
}
const expects = (socket: SocketClient, name: string, names?: Names) => expectFrame(stage, socket, name, names);
const say = (socket: SocketClient, name: string, names: Names) => sendFrame(stage, socket, name, names);

beforeAll(async () => {
  const { url } = await startMailServer();
  stage = await openStage({ SMTP_URL: url, MAIL_FROM: "Acme Chat <chat@example.com>" });
  admin = await makeAdmin(stage, "admin_user", "admin@example.com");
  agent = await makeAgent(stage, admin, DOCUMENTED_AGENT);
  colleague = await makeAgent(stage, admin, { username: "second_agent", email: "second@example.com", full_name: "Second Agent" });
  siteKey = await makeDocumentedWidget(stage, admin);
}, 60_000);
afterAll(() => stage.close());

test("an agent connects, is known to its colleagues and asks for the queue", async () => {
  desk = await deskOf(agent);
  const names = { agentId: agent.id };
  await expects(desk, "to-agent.connection_status", names);
  say(desk, "from-agent.agent_identify", names);
  await expects(desk, "to-agent.agent_connected", names);
  await expects(desk, "to-agent.queue_update");
  say(desk, "from-agent.ping", names);
  await expects(desk, "to-agent.pong");
  theirDesk = await deskOf(colleague);
  await expects(desk, "to-agent.agent_status_update", { agentId: colleague.id });
});

test("a visitor writes, waits, talks to an agent and is given back to the assistant", async () => {
  const ahead = await queueChat(stage, siteKey);
  const sessionId = newSessionId();
  const names = { sessionId, siteKey, agentId: agent.id };
  const socket = await visitor(sessionId);
  say(socket, "from-visitor.message", names);
  await expects(socket, "to-visitor.typing");
  await expects(socket, "to-visitor.message");

  say(socket, "from-visitor.escalate", names);
  await expects(socket, "to-visitor.queue_update");
  say(desk, "from-agent.get_waiting_sessions", names);
  await until("both chats in the queue", () => desk.frames.some(({ sessions }) => Array.isArray(sessions) && sessions.length === 2));
  await expects(desk, "to-agent.waiting_sessions", { siteKey });

  say(desk, "from-agent.accept_chat", names);
  await expects(desk, "to-agent.chat_accepted", names);
  await expects(desk, "to-agent.chat_assigned", names);
  await expects(theirDesk, "to-agent.chat_assigned", names);
  await expects(socket, "to-visitor.agent_joined");
  say(theirDesk, "from-agent.accept_chat", { ...names, agentId: colleague.id });
  await expects(theirDesk, "to-agent.error", names);
  await expects(theirDesk, "to-agent.accept_chat_failed", names);

  say(socket, "from-visitor.message", names);
  await expects(desk, "to-agent.new_message", names);
  say(desk, "from-agent.send_message", names);
  const answer = await socket.next("message", ({ message }) => message === "How can I help you?");
  expect(answer.metadata).toEqual({ agentName: "Support Agent", isAI: false });
  say(desk, "from-agent.send_message+id", names);
  await expects(desk, "to-agent.ack");

  say(socket, "from-visitor.rate", names);
  const stats = async () =>
    (await restClient(stage.url, agent.token)("GET", "/agents/stats")).body as { data: { customerSatisfaction: number } };
  await until("the rating to count", async () => (await stats()).data.customerSatisfaction === 5);

  say(desk, "from-agent.return_to_ai", names);
  await expects(desk, "to-agent.return_to_ai_success", names);
  await expects(desk, "to-agent.chat_returned_to_ai", names);
  await expects(socket, "to-visitor.chat_returned_to_ai");
  ahead.socket.close();
});

test("typing is relayed, in the words of older clients too", async () => {
  const { sessionId, socket } = await queueChat(stage, siteKey);
  toVisitors.push(socket);
  const names = { sessionId, siteKey, agentId: agent.id };
  say(desk, "from-agent.accept_chat", names);
  await expects(desk, "to-agent.chat_accepted", names);
  const pairs = [
    ["typing", true],
    ["typing_stop", false],
    ["typing_start", true],
  ] as const;
  for (const [word, isTyping] of pairs) {
    const [told, heard] = [socket.frames.length, desk.frames.length];
    say(socket, `from-visitor.${word}`, names);
    say(desk, `from-agent.${word}`, names);
    await until(`${word} at the desk`, () =>
      desk.frames.slice(heard).find((frame) => frame.type === "typing" && frame.isTyping === isTyping),
    );
    await until(`${word} at the visitor`, () =>
      socket.frames.slice(told).find((frame) => frame.type === "typing" && frame.isTyping === isTyping),
    );
  }
  await expects(desk, "to-agent.typing", names);
  say(desk, "from-agent.close_chat", names);
  await expects(desk, "to-agent.chat_closed", names);
  await expects(socket, "to-visitor.chat_closed");
});

test("a client that joins is told the state of its chat, acknowledgements and its own lines", async () => {
  const sessionId = newSessionId();
  const names = { sessionId, siteKey };
  const [phone, laptop] = [await visitor(sessionId), await visitor(sessionId)];
  for (const socket of [phone, laptop]) {
    say(socket, "from-visitor.join", names);
    await expects(socket, "to-visitor.session", names);
  }
  say(laptop, "from-visitor.join+user", names);
  await until("the second answer", () => laptop.frames.filter(({ type }) => type === "session").length === 2);
  say(phone, "from-visitor.message+id", names);
  await expects(phone, "to-visitor.ack");
  await expects(laptop, "to-visitor.message+joined");
  phone.send({ type: "message", sessionId, siteKey, message: "What is the airspeed of a laden swallow?" });
  await expects(phone, "to-visitor.message+offer");
  phone.send({ type: "message", sessionId, siteKey, message: "  ", clientMessageId: "c-2" });
  await expects(phone, "to-visitor.error");
  say(phone, "from-visitor.ping", names);
  await expects(phone, "to-visitor.pong");
  const answer = laptop.frames.find(({ type, sender }) => type === "message" && sender === "agent");
  say(phone, "from-visitor.history", { ...names, firstKnown: String(answer?.id) });
  await expects(phone, "to-visitor.history");
  say(phone, "from-visitor.end_chat", names);
  await expects(laptop, "to-visitor.chat_closed");
  phone.send({ type: "message", sessionId, siteKey, message: "One more thing" });
  await expects(laptop, "to-visitor.chat_reopened");
});

test("who waits leaves a message, has the chat mailed, and is told when somebody is there", async () => {
  const shop = await makeAdmin(stage, "shop_admin", "shop@example.com");
  const clerk = await makeAgent(stage, shop, { username: "clerk", email: "clerk@example.com", full_name: "Clerk" });
  const names = { sessionId: newSessionId(), siteKey: await makeDocumentedWidget(stage, shop) };
  const socket = await visitor(names.sessionId);
  say(socket, "from-visitor.join", names);
  await socket.next("session");
  say(socket, "from-visitor.escalate", names);
  await socket.next("queue_update");
  say(socket, "from-visitor.leave_message", names);
  await socket.next("ack");
  say(socket, "from-visitor.mail_transcript", names);
  await expects(socket, "to-visitor.transcript_mailed");
  await deskOf(clerk);
  await expects(socket, "to-visitor.staffing");
});

test("a visitor whose agent is gone is back in the queue", async () => {
  const { sessionId, socket } = await queueChat(stage, siteKey);
  toVisitors.push(socket);
  const names = { sessionId, siteKey, agentId: colleague.id };
  say(theirDesk, "from-agent.accept_chat", names);
  await expects(theirDesk, "to-agent.chat_accepted", names);
  await restClient(stage.url, admin.token)("PATCH", `/agents/${colleague.id}`, { is_active: false });
  await expects(socket, "to-visitor.chat_requeued");
  // The agent who is gone is rarely there to be told: this frame is held to its declaration alone.
  expectDeclared(stage, "to-agent.chat_requeued");
});

test("every frame of the document was sent or came", () => {
  expect([...stage.document.frame.keys()].filter((name) => !usedFrames().includes(name))).toEqual([]);
});

test("nothing came that is not declared", () => {
  for (const socket of toVisitors) expectAllDeclared("to-visitor", socket);
  for (const socket of toAgents) expectAllDeclared("to-agent", socket);
});

test("every declared frame is in the document, the added ones among the additions", () => {
  const shown = [...stage.document.frame.values()];
  const isShown = (direction: string, type: string) =>
    shown.some(({ name }) => splitName(name).direction === direction && splitName(name).type === type);
  for (const [direction, frames] of Object.entries(DECLARED)) {
    expect(Object.keys(frames).filter((type) => !isShown(direction, type))).toEqual([]);
  }
  for (const example of shown.filter(({ name }) => !name.includes("+"))) {
    const declared = declarationOf(example.name)?.meta() as { documented: boolean } | undefined;
    expect({ [example.name]: declared?.documented }).toEqual({ [example.name]: !isAddition(example) });
  }
});
