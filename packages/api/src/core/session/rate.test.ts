import { afterAll, afterEach, expect, setSystemTime, test } from "bun:test";
import { closeTestCores, holdChat, makeAccount, makeAgent, readRows, startChat, testCore } from "../../testing";
import {
  acceptChat,
  closeChat,
  escalate,
  joinSession,
  randomId,
  rateChat,
  returnToAi,
  sendAgentMessage,
  showAgentStats,
  showOverview,
} from "..";

afterAll(closeTestCores);
afterEach(() => {
  setSystemTime();
});
const later = (seconds: number) => setSystemTime(new Date(Date.now() + seconds * 1000));

const core = await testCore();
const account = await makeAccount(core);

const ratingsOf = (sessionId: string) =>
  readRows<{ score: number; comment: string | null; agent_id: number | null }>(
    core,
    `SELECT score, comment, agent_id FROM ratings WHERE session_id = '${sessionId}'`,
  );

test("a chat that only the assistant had is rated for no agent", async () => {
  const key = await startChat(account);
  await rateChat(account.visitor, { ...key, score: 4, comment: "Danke 🙏" });
  expect(await ratingsOf(key.sessionId)).toEqual([{ score: 4, comment: "Danke 🙏", agent_id: null }]);
});

test("rating again replaces the rating, its comment too", async () => {
  const key = await startChat(account);
  await rateChat(account.visitor, { ...key, score: 1, comment: "Slow" });
  await rateChat(account.visitor, { ...key, score: 5 });
  expect(await ratingsOf(key.sessionId)).toEqual([{ score: 5, comment: null, agent_id: null }]);
});

test("ten ratings at once leave one", async () => {
  const key = await startChat(account);
  await Promise.all(Array.from({ length: 10 }, () => rateChat(account.visitor, { ...key, score: 3 })));
  expect(await ratingsOf(key.sessionId)).toHaveLength(1);
});

const LATE = { reason: "RATING_LATE", message: "A rating can be changed for 10 minutes" };

test("a rating can be changed for ten minutes after the first, however often, and then no more", async () => {
  const key = await startChat(account);
  await rateChat(account.visitor, { ...key, score: 1, comment: "Slow" });
  later(300);
  await rateChat(account.visitor, { ...key, score: 2 });
  later(299);
  await rateChat(account.visitor, { ...key, score: 4, comment: "Mended" });
  later(3);
  await expect(rateChat(account.visitor, { ...key, score: 1 })).rejects.toMatchObject(LATE);
  await expect(rateChat(account.visitor, { ...key, score: 4, comment: "Mended" })).rejects.toMatchObject(LATE);
  expect(await ratingsOf(key.sessionId)).toEqual([{ score: 4, comment: "Mended", agent_id: null }]);
});

test("a chat may be rated for the first time whenever", async () => {
  const key = await startChat(account);
  later(86_400);
  await rateChat(account.visitor, { ...key, score: 3 });
  expect(await ratingsOf(key.sessionId)).toHaveLength(1);
});

test("the last rating counts, once, and one that came too late not at all", async () => {
  const own = await makeAccount(core);
  const agent = await makeAgent(own);
  const key = await holdChat(own, agent);
  const means = async () => [
    (await showOverview(own.admin, {})).customerSatisfaction,
    (await showAgentStats(agent.ctx, {})).customerSatisfaction,
  ];
  await rateChat(own.visitor, { ...key, score: 1 });
  expect(await means()).toEqual([1, 1]);
  await rateChat(own.visitor, { ...key, score: 5 });
  expect(await means()).toEqual([5, 5]);
  later(601);
  await expect(rateChat(own.visitor, { ...key, score: 2 })).rejects.toMatchObject(LATE);
  expect(await means()).toEqual([5, 5]);
});

test("of two different ratings at once one stands, whole, and the mean is its score", async () => {
  const own = await makeAccount(core);
  const key = await startChat(own);
  await Promise.all([1, 5].map((score) => rateChat(own.visitor, { ...key, score, comment: `as ${score}` })));
  const [rating, ...others] = await ratingsOf(key.sessionId);
  expect(others).toEqual([]);
  expect(rating?.comment).toBe(`as ${rating?.score}`);
  expect((await showOverview(own.admin, {})).customerSatisfaction).toBe(rating?.score ?? 0);
});

test("the rating is for the agent who has the chat, or had it last", async () => {
  const [first, last] = [await makeAgent(account), await makeAgent(account)];
  const key = await holdChat(account, first);
  await rateChat(account.visitor, { ...key, score: 2 });
  expect(await ratingsOf(key.sessionId)).toMatchObject([{ agent_id: first.profile.id }]);

  await sendAgentMessage(first.ctx, { sessionId: key.sessionId, text: "Let me ask a colleague" });
  await returnToAi(first.ctx, key);
  await escalate(account.visitor, key);
  await acceptChat(last.ctx, key);
  await closeChat(last.ctx, key);
  await rateChat(account.visitor, { ...key, score: 5 });
  expect(await ratingsOf(key.sessionId)).toEqual([{ score: 5, comment: null, agent_id: last.profile.id }]);
});

test("another visitor's chat cannot be rated", async () => {
  const other = await makeAccount(core);
  const key = await startChat(account);
  await expect(rateChat(other.visitor, { ...key, siteKey: other.widget.siteKey, score: 1 })).rejects.toMatchObject({
    reason: "SESSION_UNKNOWN",
  });
  const guarded = { siteKey: account.widget.siteKey, sessionId: `session_${randomId()}` };
  await joinSession(account.visitor, { ...guarded, visitorSecret: "s".repeat(32) });
  await expect(rateChat(account.visitor, { ...guarded, score: 1 })).rejects.toMatchObject({ reason: "SESSION_FOREIGN" });
  expect(await ratingsOf(guarded.sessionId)).toEqual([]);
});

test.each([
  [0, "Score must be 1 to 5"],
  [6, "Score must be 1 to 5"],
  [4.5, "Score must be a whole number"],
  ["5", "Score must be a number"],
  [undefined, "Score must be a number"],
])("a score of %p is refused by name and stores nothing", async (score, message) => {
  const key = await startChat(account);
  await expect(rateChat(account.visitor, { ...key, score, comment: "c".repeat(1001) })).rejects.toMatchObject({
    fields: { score: message, comment: "Comment must be at most 1000 characters" },
  });
  expect(await ratingsOf(key.sessionId)).toEqual([]);
});
