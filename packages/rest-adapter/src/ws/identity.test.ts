import { afterAll, expect, test } from "bun:test";
import { createHmac } from "node:crypto";
import { listChats, randomId, rotateIdentitySecret, sendVisitorMessage, showIdentitySecret } from "@chat/api/core";
import { closeTestCores, holdChat, makeAccount, makeAgent, newSessionId, readRows, testCore } from "@chat/api/testing";
import { connect, serveSockets } from "../testing";

const core = await testCore();
const server = serveSockets(core);
afterAll(async () => {
  await server.stop();
  await closeTestCores();
});

const account = await makeAccount(core);
const { siteKey } = account.widget;
const { secret } = await showIdentitySecret(account.admin, { siteKey });
/** As the site's own server makes it. */
const hashOf = (userId: string, key = secret) => createHmac("sha256", key).update(userId).digest("hex");
const user = (userId: string) => ({ userId, userHash: hashOf(userId) });

const newChat = (key = siteKey) => ({ siteKey: key, sessionId: newSessionId(), visitorSecret: randomId(32) });
type Chat = ReturnType<typeof newChat>;

/** Joins on a socket of its own. @returns the `session` frame, or the `error` */
async function join(chat: Chat, identity: object = {}) {
  const client = connect(`${server.origin}/ws/${chat.sessionId}`);
  await client.send({ type: "join", ...chat, ...identity });
  const [answer] = await client.rest();
  await client.close();
  return answer;
}

test("who proves to be a user of the site is identified, and who does not joins all the same", async () => {
  expect(await join(newChat(), user("user-42"))).toMatchObject({ type: "session", isIdentified: true });
  const unproven = [
    {},
    { userId: "user-42" },
    { userHash: hashOf("user-42") },
    { userId: "user-42", userHash: hashOf("user-43") },
    { userId: "user-42", userHash: hashOf("user-42", "another secret") },
    { userId: "user-42", userHash: hashOf("user-42").slice(1) },
    { userId: "user-42", userHash: `${hashOf("user-42")}0` },
    { userId: "user-42", userHash: "not a hash" },
    { userId: "user-42", userHash: "" },
    { userId: "", userHash: hashOf("") },
    { userId: null, userHash: null },
  ];
  for (const identity of unproven) expect(await join(newChat(), identity)).toMatchObject({ type: "session", isIdentified: false });
});

test("any id up to 255 characters can be proven, kept byte for byte, and a longer one is named", async () => {
  for (const userId of ["ü🙏 日本", " padded ", "x".repeat(255), '"quoted"']) {
    expect(await join(newChat(), user(userId))).toMatchObject({ isIdentified: true });
  }
  expect(await join(newChat(), { userId: 42, userHash: hashOf("42") })).toMatchObject({ isIdentified: true });
  const wrong = [
    ["x".repeat(256), "User id must be at most 255 characters"],
    [{}, "User id must be text"],
    ["\ud800", "User id contains invalid characters"],
  ] as const;
  for (const [userId, message] of wrong) {
    const chat = newChat();
    expect(await join(chat, { userId, userHash: hashOf("x") })).toMatchObject({ type: "error", code: "INPUT_INVALID", message });
    expect(await readRows(core, `SELECT id FROM sessions WHERE session_id = '${chat.sessionId}'`)).toEqual([]);
  }
});

test("a user's chat is no other user's, even with its secret, and is described by none", async () => {
  const chat = newChat();
  await join(chat, { ...user("ada"), visitorName: "Ada" });
  for (const other of ["bob", "Ada", "ada "]) {
    expect(await join(chat, { ...user(other), visitorName: "Bob" })).toMatchObject({ type: "error", code: "SESSION_FOREIGN" });
  }
  expect(await join(chat, user("ada"))).toMatchObject({ type: "session", isIdentified: true });
  expect(await readRows(core, `SELECT visitor_name name, identified_as id FROM sessions WHERE session_id = '${chat.sessionId}'`)).toEqual([
    { name: "Ada", id: "ada" },
  ]);
});

test("a proof does not stand in for the secret of a chat", async () => {
  const chat = newChat();
  await join(chat, user("ada"));
  expect(await join({ ...chat, visitorSecret: randomId(32) }, user("ada"))).toMatchObject({ type: "error", code: "SESSION_FOREIGN" });
});

test("a chat that was begun before the log-in becomes the user's who proves it first", async () => {
  const chat = newChat();
  expect(await join(chat)).toMatchObject({ isIdentified: false });
  const both = await Promise.all([join(chat, user("ada")), join(chat, user("bob"))]);
  expect(both.map(({ type }) => type).sort()).toEqual(["error", "session"]);
});

test("a widget's hash proves nothing on another widget, of the same account or another", async () => {
  const other = await makeAccount(core);
  expect(await join(newChat(other.widget.siteKey), user("ada"))).toMatchObject({ isIdentified: false });
  await showIdentitySecret(other.admin, { siteKey: other.widget.siteKey });
  expect(await join(newChat(other.widget.siteKey), user("ada"))).toMatchObject({ isIdentified: false });
});

test("with a new secret the old hashes prove nothing, and the chats of before are still their users'", async () => {
  const own = await makeAccount(core);
  const key = own.widget.siteKey;
  const before = (await showIdentitySecret(own.admin, { siteKey: key })).secret;
  const chat = newChat(key);
  const old = { userId: "ada", userHash: hashOf("ada", before) };
  expect(await join(chat, old)).toMatchObject({ isIdentified: true });
  const after = (await rotateIdentitySecret(own.admin, { siteKey: key })).secret;
  expect(after).not.toBe(before);
  expect((await showIdentitySecret(own.admin, { siteKey: key })).secret).toBe(after);
  expect(await join(chat, old)).toMatchObject({ type: "session", isIdentified: false });
  expect(await join(chat, { userId: "bob", userHash: hashOf("bob", after) })).toMatchObject({ code: "SESSION_FOREIGN" });
  expect(await join(chat, { userId: "ada", userHash: hashOf("ada", after) })).toMatchObject({ isIdentified: true });
});

test("the agent is told who was proven, for as long as who uses the chat proves it", async () => {
  const own = await makeAccount(core);
  const agent = await makeAgent(own);
  const { secret: key } = await showIdentitySecret(own.admin, { siteKey: own.widget.siteKey });
  const held = { ...(await holdChat(own, agent)), visitorSecret: randomId(32) };
  const verified = async () => (await listChats(agent.ctx, {}))[0]?.verifiedUserId;
  expect(await verified()).toBeNull();
  await join(held, { userId: "ada", userHash: hashOf("ada", key) });
  expect(await verified()).toBe("ada");
  await join(held);
  expect(await verified()).toBeNull();
  await join(held, { userId: "ada", userHash: hashOf("ada", key) });
  expect(await verified()).toBe("ada");
});

test("what a socket that proved it missed is read as that user", async () => {
  const chat = newChat();
  const client = connect(`${server.origin}/ws/${chat.sessionId}`);
  await client.send({ type: "join", ...chat, ...user("ada") });
  await client.next("session");
  core.deps.bus.tellMissed();
  await sendVisitorMessage(account.visitor, { ...chat, text: "Hello" });
  await client.next("message");
  await client.rest();
  expect(await readRows(core, `SELECT is_identified yes FROM sessions WHERE session_id = '${chat.sessionId}'`)).toEqual([{ yes: 1 }]);
});

test("the secret is made once, shown and replaced for its own admin alone", async () => {
  const [own, other] = [await makeAccount(core), await makeAccount(core)];
  const key = { siteKey: own.widget.siteKey };
  const shown = await Promise.all(Array.from({ length: 5 }, () => showIdentitySecret(own.admin, key)));
  expect(new Set(shown.map((one) => one.secret)).size).toBe(1);
  expect(shown[0]?.secret).toMatch(/^[A-Za-z0-9]{40}$/);
  for (const verb of [showIdentitySecret, rotateIdentitySecret]) {
    await expect(verb(other.admin, key)).rejects.toMatchObject({ reason: "WIDGET_FOREIGN" });
    await expect(verb(own.admin, { siteKey: "widget-none" })).rejects.toMatchObject({ reason: "WIDGET_UNKNOWN" });
    await expect(verb((await makeAgent(own)).ctx as never, key)).rejects.toMatchObject({ reason: "ROLE_WRONG" });
  }
  expect(await showIdentitySecret(own.admin, key)).toEqual({ secret: String(shown[0]?.secret) });
});
