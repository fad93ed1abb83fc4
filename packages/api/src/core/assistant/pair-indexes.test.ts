import { afterAll, expect, test } from "bun:test";
import { closeTestCores, makeAccount, newSessionId, testCore } from "../../testing";
import { createContext, createPair, deletePair, joinSession, listPairs, sendVisitorMessage, updatePair } from "..";

afterAll(closeTestCores);

const core = await testCore();

test("the assistant answers from what its account knows now, and from nobody else's", async () => {
  const [account, other] = [await makeAccount(core), await makeAccount(core)];
  const ask = async (of: typeof account) => {
    const key = { siteKey: of.widget.siteKey, sessionId: newSessionId() };
    await sendVisitorMessage(of.visitor, { ...key, text: "How long does delivery take?" });
    await core.deps.background.idle();
    return (await joinSession(of.visitor, key)).messages.at(-1);
  };
  const unknown = { offersPerson: true };
  expect(await ask(account)).toMatchObject(unknown);

  const pair = await createPair(account.admin, { question: "How long does delivery take?", answer: "Two days." });
  expect(await ask(account)).toMatchObject({ text: "Two days." });
  await updatePair(account.admin, { pairId: pair.id, question: pair.question, answer: "Three days." });
  expect(await ask(account)).toMatchObject({ text: "Three days." });
  expect(await ask(other)).toMatchObject(unknown);

  await deletePair(account.admin, { pairId: pair.id });
  expect(await listPairs(account.admin, {})).toEqual([]);
  expect(await ask(account)).toMatchObject(unknown);
});

test("what changed in another process is known once news was missed", async () => {
  const [account, elsewhere] = [await makeAccount(core), await testCore()];
  const ask = async () => {
    const key = { siteKey: account.widget.siteKey, sessionId: newSessionId() };
    await sendVisitorMessage(account.visitor, { ...key, text: "How long does delivery take?" });
    await core.deps.background.idle();
    return (await joinSession(account.visitor, key)).messages.at(-1)?.text;
  };
  const pair = await createPair(account.admin, { question: "How long does delivery take?", answer: "Two days." });
  expect(await ask()).toBe("Two days.");
  const admin = createContext(elsewhere.deps, account.admin.actor);
  await updatePair(admin, { pairId: pair.id, question: pair.question, answer: "Three days." });
  core.deps.bus.tellMissed();
  expect(await ask()).toBe("Three days.");
});
