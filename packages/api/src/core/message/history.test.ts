import { afterAll, describe, expect, test } from "bun:test";
import { closeTestCores, holdChat, makeAccount, makeAgent, newSessionId, startChat, testCore } from "../../testing";
import { randomId, sendAgentMessage, sendVisitorMessage, showHistory, showVisitorHistory } from "..";

afterAll(closeTestCores);

const core = await testCore();
const account = await makeAccount(core);
const agent = await makeAgent(account);

describe("history", () => {
  test("comes in pages, newest page first, each in reading order, without gap or repeat", async () => {
    const { sessionId } = await holdChat(account, agent);
    for (let index = 0; index < 5; index++) await sendAgentMessage(agent.ctx, { sessionId, text: `${index}` });
    const pages: string[][] = [];
    let before: number | undefined;
    for (let hasEarlier = true; hasEarlier; ) {
      const page = await showHistory(agent.ctx, { sessionId, limit: 3, before });
      pages.push(page.messages.map((message) => message.text));
      before = page.messages[0]?.id;
      hasEarlier = page.hasEarlier;
    }
    expect(pages).toEqual([["2", "3", "4"], ["Hello! What can I help you with?", "0", "1"], ["Hello"]]);
  });

  test("a page that ends exactly at the beginning has nothing earlier", async () => {
    const { sessionId } = await startChat(account);
    expect(await showHistory(agent.ctx, { sessionId, limit: 2 })).toMatchObject({ hasEarlier: false, messages: { length: 2 } });
    expect(await showHistory(agent.ctx, { sessionId, before: 1 })).toEqual({ messages: [], hasEarlier: false });
  });

  test("is every agent's of the account, and no stranger's", async () => {
    const stranger = await makeAgent(await makeAccount(core));
    const colleague = await makeAgent(account);
    const { sessionId } = await startChat(account);
    expect((await showHistory(colleague.ctx, { sessionId })).messages).toHaveLength(2);
    await expect(showHistory(stranger.ctx, { sessionId })).rejects.toMatchObject({ reason: "SESSION_UNKNOWN" });
  });

  test("is the visitor's own only with the secret it was begun with, and on its own widget", async () => {
    const key = { siteKey: account.widget.siteKey, sessionId: newSessionId(), visitorSecret: randomId(32) };
    await sendVisitorMessage(account.visitor, { ...key, text: "Hello" });
    const ask = (more: object) => showVisitorHistory(account.visitor, { ...key, before: 999_999_999, ...more });
    expect((await ask({})).messages[0]).toMatchObject({ text: "Hello", sender: "visitor" });
    await expect(ask({ visitorSecret: randomId(32) })).rejects.toMatchObject({ reason: "SESSION_FOREIGN" });
    await expect(ask({ visitorSecret: undefined })).rejects.toMatchObject({ reason: "SESSION_FOREIGN" });
    const other = await makeAccount(core);
    await expect(ask({ siteKey: other.widget.siteKey })).rejects.toMatchObject({ reason: "SESSION_UNKNOWN" });
    await expect(ask({ sessionId: newSessionId() })).rejects.toMatchObject({ reason: "SESSION_UNKNOWN" });
  });

  test.each([
    ["limit", 0],
    ["limit", 201],
    ["before", 0],
    ["before", 1.5],
    ["sessionId", "x"],
  ])("bad input is refused by name: %s %p", async (field, value) => {
    const { sessionId } = await startChat(account);
    await expect(showHistory(agent.ctx, { sessionId, [field]: value })).rejects.toMatchObject({ fields: { [field]: expect.any(String) } });
  });
});
