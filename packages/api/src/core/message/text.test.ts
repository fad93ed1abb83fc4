import { afterAll, describe, expect, test } from "bun:test";
import { closeTestCores, holdChat, makeAccount, makeAgent, readRows, testCore } from "../../testing";
import { joinSession, sendAgentMessage, sendVisitorMessage } from "..";

afterAll(closeTestCores);

const core = await testCore();
const account = await makeAccount(core);
const agent = await makeAgent(account);
const key = await holdChat(account, agent);

const senders = {
  visitor: (text: unknown, clientMessageId?: unknown) => sendVisitorMessage(account.visitor, { ...key, text, clientMessageId }),
  agent: (text: unknown, clientMessageId?: unknown) => sendAgentMessage(agent.ctx, { ...key, text, clientMessageId }),
};

const countRows = async () => (await readRows<{ n: number }>(core, "SELECT COUNT(*) n FROM messages"))[0]?.n;

describe("text comes back byte for byte", () => {
  const texts: [string, string][] = [
    ["spaces around it", "  indented\t \n"],
    ["line ends of every kind", "a\nb\r\nc\rd"],
    ["an emoji of several characters", "👩‍👩‍👧‍👦 🇩🇪 👍🏽"],
    ["right to left, with marks", "שלום \u202eevil\u202c مرحبا"],
    ["accents composed and not", "\u00e9 e\u0301"],
    ["a NUL and controls", "a\0b\u0001\u001b[31m"],
    ["markup", "<img src=x onerror=alert(1)>&amp;"],
    ["SQL", "'; DROP TABLE messages; -- \\' \\\\ \""],
    ["percent and underscore", "100% _ \\% \\_"],
    ["JSON", '{"type":"message"}'],
    ["a byte order mark", "\ufeffBOM"],
    ["ligatures and full width", "ﬁ Ａ"],
    ["a zero", "0"],
  ];
  test.each(texts)("%s", async (_what, text) => {
    for (const send of [senders.visitor, senders.agent]) expect((await send(text)).message.text).toBe(text);
    const { messages } = await joinSession(account.visitor, key);
    expect(messages.slice(-2).map((message) => message.text)).toEqual([text, text]);
  });
});

describe.each(Object.entries(senders))("a text of the %s is refused by name and stored nowhere", (_sender, send) => {
  const bad: [string, unknown, string][] = [
    ["that is absent", undefined, "Message is required"],
    ["that is null", null, "Message is required"],
    ["that is empty", "", "Message is required"],
    ["of spaces alone", " \n\t\r ", "Message is required"],
    ["of spaces of every width", "\u00a0\u2003\u3000\ufeff", "Message is required"],
    ["of 4001 characters", "x".repeat(4001), "Message must be at most 4000 characters"],
    ["that is a number", 42, "Message must be text"],
    ["that is a list", ["x"], "Message must be text"],
    ["that is half a character", "x\ud83d", "Message contains invalid characters"],
    ["of a few characters in an ocean of spaces", `x${" ".repeat(70_000)}`, "Message must be at most 4000 characters"],
  ];
  test.each(bad)("%s", async (_what, text, problem) => {
    const before = await countRows();
    await expect(send(text)).rejects.toMatchObject({ reason: "INPUT_INVALID", fields: { text: problem } });
    expect(await countRows()).toBe(before);
  });

  test("and so is a client's id out of shape, beside the text", async () => {
    await expect(send("", "a b")).rejects.toMatchObject({
      fields: { text: "Message is required", clientMessageId: "Client message id must be letters, digits, - or _" },
    });
    await expect(send("x", "i".repeat(65))).rejects.toMatchObject({
      fields: { clientMessageId: "Client message id must be at most 64 characters" },
    });
  });

  test("4000 characters are taken, of four bytes each and with spaces around them too", async () => {
    for (const text of ["x".repeat(4000), "漢".repeat(4000), "😀".repeat(4000), ` ${"x".repeat(4000)} `])
      expect((await send(text)).message.text).toBe(text);
  });
});
