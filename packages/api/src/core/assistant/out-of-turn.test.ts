import { afterAll, describe, expect, test } from "bun:test";
import type { ChatEvent } from "../../contract";
import { closeTestCores, gate, makeAccount, makeAgent, newSessionId, recordEvents, testCore, until } from "../../testing";
import { type AssistantReply, acceptChat, endChat, escalate, joinSession, returnToAi, sendVisitorMessage, sessionTopic } from "..";

afterAll(closeTestCores);

const ANSWER: AssistantReply = { kind: "answer", text: "From the assistant" };
/** What the assistant of this suite does with a question; each test sets its own. */
let reply = async (): Promise<AssistantReply> => ANSWER;

const core = await testCore({ assistant: { reply: () => reply() } });
const account = await makeAccount(core);
const agent = await makeAgent(account);

const send = (key: { siteKey: string; sessionId: string }, text: string) => sendVisitorMessage(account.visitor, { ...key, text });
const textsOf = async (key: { siteKey: string; sessionId: string }) =>
  (await joinSession(account.visitor, key)).messages.map((message) => message.text);
const fresh = () => ({ siteKey: account.widget.siteKey, sessionId: newSessionId() });
const order = (events: ChatEvent[]) =>
  events.map((event) => (event.type === "typing.changed" ? `${event.from} ${event.isTyping}` : event.type));

/** An assistant that answers only when it is let go. */
function slowly() {
  const { opened, open } = gate();
  let asked = 0;
  reply = async () => {
    asked++;
    await opened;
    return ANSWER;
  };
  return { letGo: open, isAsked: (times = 1) => until(() => asked >= times) };
}

describe("the assistant never speaks out of turn", () => {
  const moves: [string, (key: { siteKey: string; sessionId: string }) => Promise<unknown>][] = [
    ["queued", (key) => escalate(account.visitor, key)],
    [
      "accepted",
      async (key) => {
        await escalate(account.visitor, key);
        await acceptChat(agent.ctx, { sessionId: key.sessionId });
      },
    ],
    [
      "accepted and returned to the assistant",
      async (key) => {
        await escalate(account.visitor, key);
        await acceptChat(agent.ctx, { sessionId: key.sessionId });
        await returnToAi(agent.ctx, { sessionId: key.sessionId });
      },
    ],
    ["ended", (key) => endChat(account.visitor, key)],
  ];
  test.each(moves)("an answer that comes after the chat was %s is not stored", async (_state, move) => {
    const { letGo, isAsked } = slowly();
    const key = fresh();
    const heard = recordEvents(core, sessionTopic(key.sessionId));
    await send(key, "Question");
    await isAsked();
    await move(key);
    letGo();
    await core.deps.background.idle();
    expect(await textsOf(key)).toEqual(["Question"]);
    expect(order(heard)).toContain("assistant true");
    expect(
      order(heard)
        .filter((fact) => fact.startsWith("assistant"))
        .at(-1),
    ).toBe("assistant false");
  });

  test("after a reopening only the new question is answered", async () => {
    const { letGo, isAsked } = slowly();
    const key = fresh();
    await send(key, "Old");
    await isAsked();
    await endChat(account.visitor, key);
    await send(key, "New");
    await isAsked(2);
    letGo();
    await core.deps.background.idle();
    expect(await textsOf(key)).toEqual(["Old", "New", ANSWER.text]);
  });
});
