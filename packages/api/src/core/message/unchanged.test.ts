import { afterAll, beforeEach, describe, expect, test } from "bun:test";
import { testDatabase } from "@chat/db/testing";
import { type ChatKey, closeTestCores, holdChat, makeAccount, makeAgent, newSessionId, readRows, testCore, until } from "../../testing";
import {
  ANONYMOUS,
  createContext,
  deleteAgent,
  deleteWidget,
  endChat,
  returnToAi,
  sendAgentMessage,
  sendVisitorMessage,
  updateWidget,
} from "..";
import { hold } from "./testing";

afterAll(closeTestCores);

const { batches } = await testDatabase();
const trips = { storeUnchanged: 0, begin: 0 };
beforeEach(() => Object.assign(trips, { storeUnchanged: 0, begin: 0 }));

const core = await testCore({
  batches: {
    ...batches,
    begin(request) {
      trips.begin += 1;
      return batches.begin(request);
    },
    storeUnchanged(...seen) {
      trips.storeUnchanged += 1;
      return batches.storeUnchanged(...seen);
    },
  },
});
const account = await makeAccount(core);
const agent = await makeAgent(account);
/** A process on the same database that this one hears nothing of. */
const other = await testCore();
const elsewhere = createContext(other.deps, agent.ctx.actor);

const say = (key: ChatKey, text: string) => sendVisitorMessage(account.visitor, { ...key, text });
const answer = ({ sessionId }: ChatKey, text: string) => sendAgentMessage(agent.ctx, { sessionId, text });
const stored = async ({ sessionId }: ChatKey) =>
  (await readRows<{ message: string }>(core, `SELECT message FROM messages WHERE session_id = '${sessionId}' ORDER BY id`))
    .slice(2)
    .map(({ message }) => message);

/** A chat of the agent's whose rows the writer has seen as they are. */
async function seenChat(): Promise<ChatKey> {
  const key = await holdChat(account, agent);
  await say(key, "seen");
  Object.assign(trips, { storeUnchanged: 0, begin: 0 });
  return key;
}

test("where nothing has changed, messages take one round trip", async () => {
  const key = await seenChat();
  await Promise.all([say(key, "a"), answer(key, "b"), say(key, "c")]);
  expect(trips).toEqual({ storeUnchanged: 1, begin: 0 });
  expect(await stored(key)).toEqual(["seen", "a", "b", "c"]);
});

describe("what another process changed is noticed:", () => {
  test("a chat that was returned to the assistant is not its agent's any more", async () => {
    const key = await seenChat();
    await returnToAi(elsewhere, key);
    await expect(answer(key, "too late")).rejects.toMatchObject({ reason: "SESSION_NOT_YOURS" });
    expect(await stored(key)).not.toContain("too late");
    expect(trips).toEqual({ storeUnchanged: 1, begin: 1 });
  });

  test("a chat that was closed is reopened by its visitor", async () => {
    const key = await seenChat();
    await endChat(createContext(other.deps, ANONYMOUS), key);
    await say(key, "one more thing");
    const [row] = await readRows<{ status: string; ai: number }>(
      core,
      `SELECT status, ai_mode ai FROM sessions WHERE session_id = '${key.sessionId}'`,
    );
    expect(row).toEqual({ status: "active", ai: 1 });
  });

  test("a chat whose agent was deleted", async () => {
    const leaver = await makeAgent(account);
    const key = await holdChat(account, leaver);
    await say(key, "seen");
    await deleteAgent(createContext(other.deps, account.admin.actor), { agentId: leaver.profile.id });
    await expect(sendAgentMessage(leaver.ctx, { ...key, text: "from the grave" })).rejects.toMatchObject({ reason: "SESSION_NOT_YOURS" });
    expect(await stored(key)).not.toContain("from the grave");
  });

  test("a widget's allowed websites", async () => {
    const key = { siteKey: account.widget.siteKey, sessionId: newSessionId() };
    const page = createContext(core.deps, ANONYMOUS, null, { address: null, website: "https://shop.example" });
    for (const text of ["a", "b"]) await sendVisitorMessage(page, { ...key, text });
    const admin = createContext(other.deps, account.admin.actor);
    await updateWidget(admin, { siteKey: key.siteKey, allowedDomains: ["elsewhere.example"] });
    const outcome = await sendVisitorMessage(page, { ...key, text: "c" }).catch(({ reason }) => reason);
    await updateWidget(admin, { siteKey: key.siteKey, allowedDomains: [] });
    expect(outcome).toBe("WEBSITE_NOT_ALLOWED");
  });

  test("a chat that is gone, and another in its name", async () => {
    const own = await makeAccount(core);
    const key = { siteKey: own.widget.siteKey, sessionId: newSessionId() };
    await sendVisitorMessage(own.visitor, { ...key, text: "a", visitorSecret: "of-the-first-one-in-this-name" });
    await own.visitor.background.idle();
    await deleteWidget(createContext(other.deps, own.admin.actor), { siteKey: own.widget.siteKey });
    const again = { siteKey: account.widget.siteKey, sessionId: key.sessionId };
    await sendVisitorMessage(createContext(other.deps, ANONYMOUS), { ...again, text: "b", visitorSecret: "of-the-other-one-in-this-name" });
    await expect(
      sendVisitorMessage(own.visitor, { ...key, text: "c", visitorSecret: "of-the-first-one-in-this-name" }),
    ).rejects.toMatchObject({
      reason: "SESSION_UNKNOWN",
    });
  });
});

const isRunning = async (words: string) =>
  (await readRows<{ info: string | null }>(core, "SELECT info FROM information_schema.processlist")).some(({ info }) =>
    info?.startsWith(words),
  );

test("while it stores, nobody changes the chat", async () => {
  const key = await seenChat();
  const release = await hold(core, `SELECT id FROM messages WHERE session_id = '${key.sessionId}' FOR UPDATE`);
  const saying = answer(key, "still mine");
  await until(() => isRunning("INSERT INTO messages"));
  let isReturned = false;
  const returning = returnToAi(elsewhere, key).then(() => {
    isReturned = true;
  });
  await until(() => isRunning("update `sessions`"));
  expect(isReturned).toBe(false);
  await release();
  await saying;
  await returning;
  expect(await stored(key)).toContain("still mine");
});

test("it waits for whoever so much as shares the chat's row: two writers never have it at once", async () => {
  const key = await seenChat();
  const release = await hold(core, `SELECT id FROM sessions WHERE session_id = '${key.sessionId}' LOCK IN SHARE MODE`);
  const saying = say(key, "alone");
  await until(() => isRunning("INSERT INTO messages"));
  expect(await stored(key)).not.toContain("alone");
  await release();
  await saying;
  expect(await stored(key)).toContain("alone");
});

test("a widget whose row another transaction holds holds up nobody", async () => {
  const key = await seenChat();
  const page = createContext(core.deps, ANONYMOUS, null, { address: null, website: "https://shop.example" });
  await sendVisitorMessage(page, { ...key, text: "seen with its widget" });
  Object.assign(trips, { storeUnchanged: 0, begin: 0 });
  const release = await hold(core, `SELECT id FROM widget_configs WHERE site_key = '${key.siteKey}' FOR UPDATE`);
  await sendVisitorMessage(page, { ...key, text: "from the website" });
  await release();
  expect(trips).toEqual({ storeUnchanged: 1, begin: 0 });
});
