import { afterAll, afterEach, describe, expect, test } from "bun:test";
import type { ChatEvent } from "../../contract";
import {
  closeTestCores,
  gate,
  makeAccount,
  makeAgent,
  newSessionId,
  recordEvents,
  startChat,
  type TestAccount,
  testCore,
  until,
} from "../../testing";
import {
  type AssistantQuestion,
  type AssistantReply,
  acceptChat,
  endChat,
  escalate,
  joinSession,
  sendVisitorMessage,
  sessionTopic,
} from "..";

afterAll(closeTestCores);

const ANSWER: AssistantReply = { kind: "answer", text: "From the assistant" };
const plain = async (): Promise<AssistantReply> => ANSWER;
/** What the assistant of this suite does with a question; each test sets its own. */
let reply: (question: AssistantQuestion) => Promise<AssistantReply> = plain;
afterEach(() => {
  reply = plain;
});

const told: string[] = [];
const core = await testCore({
  assistant: { reply: (question) => reply(question) },
  log: (level, message) => told.push(`${level}: ${message}`),
});
const account = await makeAccount(core);
const agent = await makeAgent(account);

const send = (key: { siteKey: string; sessionId: string }, text: string) => sendVisitorMessage(account.visitor, { ...key, text });
const textsOf = async (key: { siteKey: string; sessionId: string }) =>
  (await joinSession(account.visitor, key)).messages.map((message) => message.text);
const fresh = (of: TestAccount = account) => ({ siteKey: of.widget.siteKey, sessionId: newSessionId() });
const order = (events: ChatEvent[]) =>
  events.map((event) => (event.type === "typing.changed" ? `${event.from} ${event.isTyping}` : event.type));

describe("an answer", () => {
  test("is stored, and typing is shown around it", async () => {
    const key = fresh();
    const heard = recordEvents(core, sessionTopic(key.sessionId));
    await send(key, "Question");
    await core.deps.background.idle();
    expect(order(heard)).toEqual(["message.stored", "assistant true", "message.stored", "assistant false"]);
    expect(await textsOf(key)).toEqual(["Question", ANSWER.text]);
  });

  test("is made with the account and what was said before, without the question itself", async () => {
    const key = fresh();
    const questions: AssistantQuestion[] = [];
    reply = async (question) => {
      questions.push(question);
      return ANSWER;
    };
    for (const text of ["One", "Two"]) {
      await send(key, text);
      await core.deps.background.idle();
    }
    expect(questions.map(({ accountId, text, history }) => [accountId, text, history.map((message) => message.text)])).toEqual([
      [account.admin.actor.accountId, "One", []],
      [account.admin.actor.accountId, "Two", ["One", ANSWER.text]],
    ]);
  });

  test("does not come for a message that an agent will answer, or that is a repeat", async () => {
    let asked = 0;
    reply = async () => {
      asked++;
      return ANSWER;
    };
    const key = { ...fresh(), clientMessageId: "c-1" };
    await send(key, "Once");
    await send(key, "Once");
    await core.deps.background.idle();
    await escalate(account.visitor, key);
    await sendVisitorMessage(account.visitor, { ...key, clientMessageId: "c-2", text: "Waiting" });
    await acceptChat(agent.ctx, { sessionId: key.sessionId });
    await sendVisitorMessage(account.visitor, { ...key, clientMessageId: "c-3", text: "With a person" });
    await core.deps.background.idle();
    expect(asked).toBe(1);
  });
});

describe("a failing assistant", () => {
  test.each([
    ["throws", async () => Promise.reject(new Error("no route to the model"))],
    [
      "throws at once",
      () => {
        throw new Error("not even a promise");
      },
    ],
  ])("that %s says so in a plain sentence and offers a person", async (_how, fail) => {
    reply = fail;
    const key = fresh();
    await send(key, "Question");
    await core.deps.background.idle();
    const answer = (await joinSession(account.visitor, key)).messages.at(-1);
    expect(answer).toMatchObject({ sender: "assistant", offersPerson: true });
    expect(answer?.text).toBe("Sorry, I can't answer right now. Would you like to talk to a person?");
    expect(told.at(-1)).toBe("error: the assistant failed");
  });
});

describe("a handover", () => {
  test("says so, then queues the chat, and tells the place", async () => {
    const own = await makeAccount(core);
    await escalate(own.visitor, await startChat(own));
    reply = async () => ({ kind: "handover", text: "One moment" });
    const key = fresh(own);
    const heard = recordEvents(core, sessionTopic(key.sessionId));
    await sendVisitorMessage(own.visitor, { ...key, text: "A person, please" });
    await core.deps.background.idle();
    expect(order(heard)).toEqual([
      "message.stored",
      "assistant true",
      "message.stored",
      "assistant false",
      "session.escalated",
      "queue.moved",
    ]);
    expect(heard.find((event) => event.type === "session.escalated")).toMatchObject({ position: 2, estimatedWait: 4 });
    expect(await joinSession(own.visitor, key)).toMatchObject({ state: "queued", position: 2 });
  });

  test("of a chat that moved on meanwhile does nothing", async () => {
    const { opened, open } = gate();
    let asked = false;
    reply = async () => {
      asked = true;
      await opened;
      return { kind: "handover", text: "One moment" };
    };
    const key = fresh();
    await send(key, "A person, please");
    await until(() => asked);
    await endChat(account.visitor, key);
    open();
    await core.deps.background.idle();
    expect(await joinSession(account.visitor, key)).toMatchObject({ state: "closed", messages: { length: 1 } });
  });
});
