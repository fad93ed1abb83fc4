import { afterAll, expect, test } from "bun:test";
import { closeTestCores, gate, makeAccount, newSessionId, readRows, testCore } from "../../testing";
import { joinSession, sendVisitorMessage } from "..";
import { answerOverdue } from "./catch-up";
import type { AssistantReply } from "./port";

afterAll(closeTestCores);

const ANSWER: AssistantReply = { kind: "answer", text: "Better late than never" };

/** A chat whose assistant hangs until it is let go. */
async function neglectedChat() {
  const hanging = gate();
  const slow = await testCore({ assistant: { reply: () => hanging.opened.then(() => ANSWER) } });
  const account = await makeAccount(slow);
  const key = { siteKey: account.widget.siteKey, sessionId: newSessionId() };
  await sendVisitorMessage(account.visitor, { ...key, text: "Is anybody there?" });
  await readRows(slow, `update messages set created_at = created_at - interval 60 second where session_id = '${key.sessionId}'`);
  return { key, slow, letGo: hanging.open };
}

const texts = async (core: Awaited<ReturnType<typeof testCore>>, sessionId: string) =>
  (await readRows<{ message: string }>(core, `select message from messages where session_id = '${sessionId}' order by id`)).map(
    (row) => row.message,
  );

test("a question that was left unanswered is answered once, even if the late answer comes after all", async () => {
  const { key, slow, letGo } = await neglectedChat();
  const core = await testCore({ assistant: { reply: async () => ANSWER } });
  await Promise.all([answerOverdue(core.deps, 5_000), answerOverdue(core.deps, 5_000)]);
  await answerOverdue(core.deps, 5_000);
  letGo();
  await slow.deps.background.idle();
  expect(await texts(core, key.sessionId)).toEqual(["Is anybody there?", ANSWER.text]);
});

test("a question that is just being answered is left to whoever answers it", async () => {
  const answer = gate();
  const core = await testCore({ assistant: { reply: () => answer.opened.then(() => ANSWER) } });
  const account = await makeAccount(core);
  const key = { siteKey: account.widget.siteKey, sessionId: newSessionId() };
  await sendVisitorMessage(account.visitor, { ...key, text: "Hello" });
  await answerOverdue(core.deps, 5_000);
  answer.open();
  await core.deps.background.idle();
  expect((await joinSession(account.visitor, key)).messages.map((message) => message.text)).toEqual(["Hello", ANSWER.text]);
});
