import { afterAll, expect, test } from "bun:test";
import { agentToken, closeTestCores, makeAccount, makeAgent, newSessionId, startChat, testCore } from "@chat/api/testing";
import { connect, serveSockets } from "../testing";

const core = await testCore();
const server = serveSockets(core);
afterAll(async () => {
  await server.stop();
  await closeTestCores();
});

const BAD_FRAMES: [unknown, string][] = [
  ["{", "MALFORMED_JSON"],
  ["", "MALFORMED_JSON"],
  [new Uint8Array([0xff, 0x00, 0xfe]), "MALFORMED_JSON"],
  ["[]", "INPUT_INVALID"],
  ["null", "INPUT_INVALID"],
  ["42", "INPUT_INVALID"],
  [{ type: "nonsense" }, "UNKNOWN_TYPE"],
  [{ type: "__proto__" }, "UNKNOWN_TYPE"],
  [{ type: 7 }, "UNKNOWN_TYPE"],
  [{}, "UNKNOWN_TYPE"],
  [{ type: "message" }, "INPUT_INVALID"],
  [{ type: "typing", isTyping: "yes" }, "INPUT_INVALID"],
  [{ type: "join", sessionId: 1, siteKey: {} }, "INPUT_INVALID"],
  ["x".repeat(65_537), "FRAME_TOO_LARGE"],
];

test("no bad frame ends a visitor's connection or goes without an error frame", async () => {
  const { siteKey } = (await makeAccount(core)).widget;
  const sessionId = newSessionId();
  const client = connect(`${server.origin}/ws/${sessionId}`);
  for (const [frame, code] of BAD_FRAMES) {
    await client.send(frame);
    expect(await client.next("error")).toEqual({
      type: "error",
      code,
      message: expect.any(String),
      timestamp: expect.stringMatching(/Z$/),
    });
  }
  await client.send({ type: "message", sessionId, siteKey, message: "Still here" });
  expect((await client.next("message")).metadata.isAI).toBe(true);
});

test("what the core refuses is told by its reason, with the id the client gave", async () => {
  const { siteKey } = (await makeAccount(core)).widget;
  const sessionId = newSessionId();
  const client = connect(`${server.origin}/ws/${sessionId}`);
  const message = { type: "message", sessionId, siteKey, message: "Hello", clientMessageId: "c-1" };
  await client.send({ ...message, siteKey: "widget-none" });
  expect(await client.next("error")).toMatchObject({ code: "WIDGET_UNKNOWN", clientMessageId: "c-1" });
  await client.send({ ...message, message: "   " });
  expect(await client.next("error")).toMatchObject({ code: "INPUT_INVALID", message: "Message is required" });
  await client.send({ ...message, sessionId: newSessionId() });
  expect((await client.next("error")).code).toBe("SESSION_FOREIGN");
  await client.send({ type: "end_chat" });
  expect((await client.next("error")).code).toBe("SESSION_UNKNOWN");
});

test("frames of one socket are handled strictly in order", async () => {
  const { siteKey } = (await makeAccount(core)).widget;
  const sessionId = newSessionId();
  const client = connect(`${server.origin}/ws/${sessionId}`);
  const texts = Array.from({ length: 40 }, (_, index) => `line ${index}`);
  for (const [index, message] of texts.entries()) {
    await client.send({ type: "message", sessionId, siteKey, message, clientMessageId: `c-${index}` });
  }
  const acks = [];
  for (const _ of texts) acks.push(await client.next("ack"));
  expect(acks.map(({ clientMessageId }) => clientMessageId)).toEqual(texts.map((_, index) => `c-${index}`));
  const ids = acks.map(({ id }) => Number(id.slice(4)));
  expect(ids).toEqual(ids.toSorted((left, right) => left - right));
});

test("a message is stored although its writer hangs up at once", async () => {
  const account = await makeAccount(core);
  const { siteKey, sessionId } = await startChat(account);
  const other = connect(`${server.origin}/ws/${sessionId}`);
  await other.send({ type: "join", siteKey, sessionId });
  await other.next("session");
  await other.rest();
  const client = connect(`${server.origin}/ws/${sessionId}`);
  await client.send({ type: "message", sessionId, siteKey, message: "Goodbye" });
  await client.close();
  expect(await other.next("message")).toMatchObject({ message: "Goodbye", sender: "customer" });
});

test("connections that may not be are closed with 1008 and a reason", async () => {
  const account = await makeAccount(core);
  const agent = await makeAgent(account);
  const token = await agentToken(agent);
  const { id } = agent.profile;
  const refused: [path: string, reason: string, headers?: Record<string, string>][] = [
    ["/ws/short", "Session id must be 8 to 128 letters, digits, - or _"],
    [`/ws/${"x".repeat(129)}`, "Session id must be 8 to 128 letters, digits, - or _"],
    [`/ws/agent/${id}`, "Access token required"],
    [`/ws/agent/${id}?token=nonsense`, "Invalid or expired token"],
    [`/ws/agent/${id + 1_000_000}?token=${token}`, "Agent id is not the token's"],
    [`/ws/agent/abc?token=${token}`, "Agent id is invalid"],
    [`/ws/agent/${id}?token=${account.token}`, "This needs an agent's token"],
    [`/ws/agent/${id}?token=${token}`, "Origin is not allowed", { Origin: "https://evil.example" }],
  ];
  for (const [path, reason, headers] of refused) {
    expect(await connect(`${server.origin}${path}`, headers).closed).toEqual({ code: 1008, reason });
  }
});

test("an agent of a listed origin, or of this very server, is let in", async () => {
  const agent = await makeAgent(await makeAccount(core));
  const token = await agentToken(agent);
  for (const origin of ["http://localhost:3002", server.origin.replace("ws", "http")]) {
    const client = connect(`${server.origin}/ws/agent/${agent.profile.id}?token=${token}`, { Origin: origin });
    expect((await client.next("connection_status")).status).toBe("connected");
    await client.close();
  }
});

test("nothing is told to a socket before its token was checked", async () => {
  const account = await makeAccount(core);
  const agent = await makeAgent(account);
  const spy = connect(`${server.origin}/ws/agent/${agent.profile.id}?token=nonsense`);
  await spy.opened;
  core.deps.bus.publish(`agent:${agent.profile.id}`, { type: "typing.changed", sessionId: "session_any", from: "visitor", isTyping: true });
  await spy.closed;
  await expect(Promise.race([spy.next("typing"), Promise.reject(new Error("nothing came"))])).rejects.toThrow("nothing came");
});
