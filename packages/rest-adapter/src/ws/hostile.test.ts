import { afterAll, beforeAll, expect, test } from "bun:test";
import {
  agentToken,
  closeTestCores,
  holdChat,
  makeAccount,
  makeAgent,
  newSessionId,
  queueChat,
  readRows,
  type TestAccount,
  type TestAgent,
  testCore,
  until,
} from "@chat/api/testing";
import { connect, serveSockets, type TestClient } from "../testing";
import { AGENT_FRAMES, VISITOR_FRAMES } from "./frames";

let listening = 0;
const plain = await testCore();
// Counts who listens, so that what a socket leaves behind shows.
const core: typeof plain = {
  ...plain,
  deps: {
    ...plain.deps,
    bus: {
      ...plain.deps.bus,
      subscribe(topic, handler) {
        const end = plain.deps.bus.subscribe(topic, handler);
        listening += 1;
        return () => {
          listening -= 1;
          end();
        };
      },
    },
  },
};
const server = serveSockets(core);
let account: TestAccount;
let agent: TestAgent;
let token: string;
beforeAll(async () => {
  account = await makeAccount(core);
  agent = await makeAgent(account);
  token = await agentToken(agent);
});
afterAll(async () => {
  await server.stop();
  await closeTestCores();
});

const visitorAt = (sessionId: string) => connect(`${server.origin}/ws/${sessionId}`);
const agentDesk = () => connect(`${server.origin}/ws/agent/${agent.profile.id}?token=${token}`);

const HOSTILE: unknown[] = [
  null,
  true,
  -1,
  1e308,
  [],
  {},
  "",
  "   ",
  [[[[]]]],
  "\ud800",
  "\udc00 and \ud83d",
  "NUL \0 in the middle",
  "'; DROP TABLE sessions; -- ",
  '<img src=x onerror="alert(1)"><script>alert(1)</script>',
  "__proto__",
  JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}}}'),
  "x".repeat(60_000),
];

/** Frames of every type in which one field after the other is hostile, the others as they should be. */
function* hostileFrames(frames: Record<string, { shape: object }>, right: Record<string, unknown>) {
  for (const [type, { shape }] of Object.entries(frames)) {
    const whole = Object.fromEntries(Object.keys(shape).flatMap((key) => (key in right ? [[key, right[key]]] : [])));
    for (const key of Object.keys(shape)) for (const value of HOSTILE) yield { ...whole, type, [key]: value };
  }
}

/** Sends frames and waits until the last is answered. @returns the reasons of those refused */
async function bombard(client: TestClient, frames: Iterable<unknown>): Promise<string[]> {
  const codes: string[] = [];
  for (const frame of frames) {
    await client.send(frame);
    const errors = (await client.rest()).filter(({ type }) => type === "error");
    for (const { message } of errors) expect(message).not.toMatch(/Invalid (input|string|key|option)|Too (big|small)|expected/);
    codes.push(...errors.map(({ code }) => code));
  }
  return codes;
}

const countRows = async (table: string) => Number((await readRows<{ n: number }>(core, `select count(*) as n from ${table}`))[0]?.n);

test("no field of a visitor's frame holds anything that breaks the server or the connection", async () => {
  const sessionId = newSessionId();
  const right = { sessionId, siteKey: account.widget.siteKey, message: "Hello", isTyping: true, score: 5 };
  const codes = await bombard(visitorAt(sessionId), hostileFrames(VISITOR_FRAMES, right));
  expect(codes).toContain("INPUT_INVALID");
  expect(codes).not.toContain("INTERNAL");
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
}, 60_000);

test("no field of an agent's frame does either", async () => {
  const { sessionId } = await holdChat(account, agent);
  const right = { sessionId, agentId: agent.profile.id, text: "Hello", isTyping: true };
  const codes = await bombard(agentDesk(), hostileFrames(AGENT_FRAMES, right));
  expect(codes).toContain("INPUT_INVALID");
  expect(codes).not.toContain("INTERNAL");
}, 60_000);

test("names and values of a visitor's information are text like any other", async () => {
  const infos = HOSTILE.flatMap((value) => [{ page: value }, ...(typeof value === "string" ? [{ [value]: "x" }] : [])]);
  for (const visitorInfo of infos) {
    const sessionId = newSessionId();
    const client = visitorAt(sessionId);
    await client.send({ type: "join", sessionId, siteKey: account.widget.siteKey, visitorInfo });
    const answers = await client.rest();
    expect(answers.map(({ type, code }) => code ?? type)).toEqual([expect.stringMatching(/^(session|INPUT_INVALID)$/)]);
    await client.close();
  }
}, 60_000);

test("every problem of a frame is named at once, by its field", async () => {
  const sessionId = newSessionId();
  const client = visitorAt(sessionId);
  const wrong = { siteKey: 7, visitorSecret: "short", visitorName: [], visitorEmail: "nobody", visitorInfo: [], after: "x" };
  await client.send({ type: "join", sessionId, ...wrong });
  expect((await client.next("error")).message).toBe(
    "Site key must be text, Visitor secret is invalid, Name must be text, Email is invalid, Visitor info must be an object, after must be a message id",
  );
  expect(await readRows(core, `select id from sessions where session_id = '${sessionId}'`)).toEqual([]);
});

test("deep nesting and frames of a megabyte are refused, and leave no row", async () => {
  const [sessions, messages] = [await countRows("sessions"), await countRows("messages")];
  const sessionId = newSessionId();
  const client = visitorAt(sessionId);
  const deep = `{"type":"join","sessionId":"${sessionId}","siteKey":"${account.widget.siteKey}","visitorInfo":`;
  const frames: [unknown, string][] = [
    ["[".repeat(100_000), "FRAME_TOO_LARGE"],
    ["[".repeat(60_000), "MALFORMED_JSON"],
    [`${deep}${"[".repeat(30_000)}${"]".repeat(30_000)}}`, "INPUT_INVALID"],
    [`${deep}${'{"a":'.repeat(9_000)}1${"}".repeat(9_000)}}`, "INPUT_INVALID"],
    ["x".repeat(1_000_000), "FRAME_TOO_LARGE"],
    [`{"type":"message","message":"${"x".repeat(1 << 20)}"}`, "FRAME_TOO_LARGE"],
    [new Uint8Array(1_000_000), "FRAME_TOO_LARGE"],
  ];
  for (const [frame, code] of frames) {
    await client.send(frame);
    expect((await client.next("error")).code).toMatch(new RegExp(`^(${code}|MALFORMED_JSON)$`));
  }
  expect(await client.rest()).toEqual([]);
  expect([await countRows("sessions"), await countRows("messages")]).toEqual([sessions, messages]);
});

test("another account's chats are not there, whatever is asked of them", async () => {
  const stranger = await makeAccount(core);
  const { sessionId, siteKey } = await queueChat(stranger);
  const desk = agentDesk();
  await desk.next("connection_status");
  for (const type of ["accept_chat", "return_to_ai", "close_chat", "typing_start"]) {
    await desk.send({ type, sessionId });
    expect(await desk.next("error")).toMatchObject({ code: "SESSION_UNKNOWN", sessionId });
  }
  const visitor = visitorAt(sessionId);
  await visitor.send({ type: "message", sessionId, siteKey: account.widget.siteKey, message: "Let me in" });
  expect((await visitor.next("error")).code).toBe("SESSION_UNKNOWN");
  await visitor.send({ type: "escalate", siteKey });
  expect((await visitor.rest()).filter(({ type }) => type === "error")).toEqual([]);
});

test("two thousand sockets that never speak leave nothing behind, and keep nobody waiting", async () => {
  const witness = visitorAt(newSessionId());
  await witness.rest();
  await until(() => listening > 0);
  const [before, sessions, leases] = [listening, await countRows("sessions"), await countRows("agent_leases")];
  for (let batch = 0; batch < 20; batch++) {
    const silent = Array.from({ length: 100 }, (_, index) => (index % 10 === 0 ? agentDesk() : visitorAt(newSessionId())));
    await Promise.all(silent.map(({ opened }) => opened));
    await witness.rest();
    await Promise.all(silent.map((client) => client.close()));
  }
  await until(() => listening === before);
  await core.deps.background.idle();
  await until(async () => (await countRows("agent_leases")) === leases);
  expect(await countRows("sessions")).toBe(sessions);
}, 60_000);
