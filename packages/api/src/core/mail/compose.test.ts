import { afterAll, describe, expect, test } from "bun:test";
import { closeTestCores, holdChat, makeAccount, makeAgent, newSessionId, readRows, testCore } from "../../testing";
import { createPair, joinSession, sendAgentMessage, sendVisitorMessage, showTranscript } from "..";
import { send } from "../file/testing";
import { composeMail } from "./compose";
import type { OutgoingMail } from "./sender";
import { PUBLIC_URL } from "./testing";

afterAll(closeTestCores);
const core = await testCore();
/** Composing sends nothing. */
const sender = { publicUrl: PUBLIC_URL, send: async () => {} };

const EVIL = `<script>alert(1)</script> & "quotes" 'n' <img src=x onerror=alert(1)>`;
const account = await makeAccount(core);

async function composeFor(
  kind: "left_message" | "transcript",
  sessionId: string,
  messageId: number,
  of = account,
): Promise<OutgoingMail | null> {
  const recipient = kind === "transcript" ? "ada@example.com" : null;
  const facts = { id: 7, sessionId, siteKey: of.widget.siteKey, mailKey: "key_1", kind, recipient, messageId, attempts: 1 };
  return composeMail(core.deps, sender, facts);
}

describe("a message that was left", () => {
  async function leave(visitor: { visitorName?: string; visitorEmail?: string }, text: string) {
    const key = { siteKey: account.widget.siteKey, sessionId: newSessionId() };
    await joinSession(account.visitor, { ...key, ...visitor });
    const { message } = await sendVisitorMessage(account.visitor, { ...key, text });
    await sendVisitorMessage(account.visitor, { ...key, text: "Something later" });
    return { key, mail: await composeFor("left_message", key.sessionId, message.id) };
  }

  test("goes to the admin, says who wrote what, and is answered to the visitor", async () => {
    const { key, mail } = await leave({ visitorName: "Ada", visitorEmail: "ada@example.com" }, "Please call me.\nThank you 🙏");
    expect(mail).toMatchObject({
      to: account.email,
      replyTo: { name: "Ada", address: "ada@example.com" },
      subject: "Ada left a message for Test shop",
      id: "7-key-1",
    });
    expect(mail?.text).toBe(
      `Ada (ada@example.com) left a message for Test shop:\n\nPlease call me.\nThank you 🙏\n\n` +
        `Answer this mail, or the chat in the agent app:\n${PUBLIC_URL}/agent/chats/${key.sessionId}\n`,
    );
    expect(mail?.html).toContain(`<a href="${PUBLIC_URL}/agent/chats/${key.sessionId}">`);
  });

  test("is text and nothing else, whatever it holds", async () => {
    const { mail } = await leave({ visitorName: EVIL, visitorEmail: "eve@example.com" }, EVIL);
    expect(mail?.html).not.toMatch(/<script|<img|onerror=alert\(1\)>/);
    expect(mail?.html).toContain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot; &#39;n&#39;");
    expect(mail?.text).toContain(EVIL);
  });

  test("of a chat that is gone, or of another widget's admin, is nothing to send", async () => {
    expect(await composeFor("left_message", newSessionId(), 1)).toBeNull();
    const { key } = await leave({ visitorEmail: "ada@example.com" }, "Hello");
    expect(await composeFor("left_message", key.sessionId, 1)).toBeNull();
  });
});

describe("a transcript", () => {
  test("holds what the visitor saw, up to when it was asked for", async () => {
    await createPair(account.admin, { question: "Where can I park?", answer: "Behind the house." });
    const agent = await makeAgent(account, "Sam Support");
    const key = await holdChat(account, agent);
    await sendAgentMessage(agent.ctx, { sessionId: key.sessionId, text: `Good morning ${EVIL}` });
    const uploaded = await send(account.visitor, { ...key, name: "my <order>.png" });
    const asked = uploaded.messageId;
    await sendAgentMessage(agent.ctx, { sessionId: key.sessionId, text: "Said afterwards" });
    await sendVisitorMessage(account.visitor, { ...key, sessionId: newSessionId(), text: "Another's chat" });

    const mail = await composeFor("transcript", key.sessionId, asked);
    expect(mail).toMatchObject({ to: "ada@example.com", replyTo: null, subject: "Your chat with Test shop" });
    const { messages } = await showTranscript(account.admin, { sessionId: key.sessionId });
    const seen = messages.filter(({ id }) => id <= asked);
    const url = `${PUBLIC_URL}${uploaded.file.url}`;
    expect(
      mail?.text
        .split("\n\n")
        .slice(1)
        .map((line) => line.trimEnd().split("\n").slice(1).join("\n")),
    ).toEqual(seen.map(({ text, file }) => (file ? `${file.name}: ${url}` : text)));
    expect(mail?.text).toMatch(/^You, \d{4}-\d\d-\d\d \d\d:\d\d UTC$/m);
    expect(mail?.text).toMatch(/^Sam Support, /m);
    expect(mail?.html).not.toMatch(/<script|<img|<order>/);
    expect(mail?.html).toContain(`<a href="${url}">`);
    for (const body of [mail?.text, mail?.html]) expect(body).not.toMatch(/Said afterwards|Another's chat/);
  });

  test("says where the assistant's answers come from", async () => {
    const key = { siteKey: account.widget.siteKey, sessionId: newSessionId() };
    await sendVisitorMessage(account.visitor, { ...key, text: "Where can I park?" });
    await core.deps.background.idle();
    const { newestMessageId } = await joinSession(account.visitor, key);
    const mail = await composeFor("transcript", key.sessionId, newestMessageId);
    expect(mail?.text).toContain("Behind the house.\n(From: Where can I park?)");
    expect(mail?.html).toContain("From: Where can I park?");
  });

  test("of a very long chat holds its last 500 messages, and says so", async () => {
    const key = { siteKey: account.widget.siteKey, sessionId: newSessionId() };
    await joinSession(account.visitor, key);
    const rows = Array.from({ length: 620 }, (_, index) => `('${key.sessionId}', 'visitor', 'line ${index + 1}.', now())`);
    await readRows(core, `insert into messages (session_id, sender_type, message, created_at) values ${rows.join(", ")}`);
    const { newestMessageId } = await joinSession(account.visitor, key);
    const mail = await composeFor("transcript", key.sessionId, newestMessageId);
    expect(mail?.text).toContain("The last 500 messages; what was said before them is in the chat itself.");
    expect(mail?.text).toContain("line 121.");
    expect(mail?.text).toContain("line 620.");
    expect(mail?.text).not.toContain("line 120.");
  });

  test("of a chat that is gone is nothing to send", async () => {
    expect(await composeFor("transcript", newSessionId(), 1)).toBeNull();
  });
});
