import { afterAll, describe, expect, test } from "bun:test";
import { exists, readdir, rm } from "node:fs/promises";
import { LIMITS } from "../../contract";
import {
  closeTestCores,
  holdChat,
  makeAccount,
  makeAgent,
  newSessionId,
  queueChat,
  readRows,
  recordEvents,
  startChat,
  testCore,
  UPLOADS,
} from "../../testing";
import {
  agentTopic,
  CoreError,
  type Ctx,
  createContext,
  endChat,
  escalate,
  joinSession,
  sendVisitorMessage,
  sessionTopic,
  showFile,
  showHistory,
} from "..";
import { keyOf, PDF, PNG, receive, send, store, TEXT } from "./testing";

const core = await testCore();
const account = await makeAccount(core);
const { visitor } = account;
const { siteKey } = account.widget;
afterAll(closeTestCores);

const fresh = () => ({ siteKey, sessionId: newSessionId() });
const ANYONE = { kind: "anonymous" } as const;
const refusalOf = (sending: Promise<unknown>) =>
  sending.then(
    () => null,
    (error) => (error instanceof CoreError ? `${error.reason}: ${error.message}` : error),
  );
const rowsOf = (sessionId: string) =>
  readRows<{ message: string; message_type: string }>(
    core,
    `SELECT message, message_type FROM messages WHERE session_id = '${sessionId}' AND sender_type = 'visitor' ORDER BY id`,
  );
const filesOf = (sessionId: string) =>
  readRows<{ file_key: string; message_id: number }>(core, `SELECT file_key, message_id FROM files WHERE session_id = '${sessionId}'`);
const textsOf = async (key: { siteKey: string; sessionId: string }) => (await joinSession(visitor, key)).messages.map(({ text }) => text);

describe("a file", () => {
  test("is a message of its session, told to who has the chat, and its bytes are there for who has its address", async () => {
    const agent = await makeAgent(account);
    const key = await holdChat(account, agent);
    const [toVisitor, toAgent] = [recordEvents(core, sessionTopic(key.sessionId)), recordEvents(core, agentTopic(agent.profile.id))];
    const sent = await send(visitor, { ...key, name: "../Foto von Jörg.png", clientMessageId: "one" });
    expect(sent.file).toEqual({
      name: "Foto von Jörg.png",
      type: "image/png",
      size: PNG.length,
      url: expect.stringMatching(/^\/api\/files\/[A-Za-z0-9]{24}$/),
    });
    const message = { id: sent.messageId, text: "Foto von Jörg.png", sender: "visitor", clientMessageId: "one", file: sent.file };
    for (const events of [toVisitor, toAgent]) expect(events).toMatchObject([{ type: "message.stored", message }]);
    expect((await showHistory(agent.ctx, { sessionId: key.sessionId })).messages.at(-1)).toMatchObject(message);
    const shown = await showFile(visitor, { key: keyOf(sent) });
    expect(shown).toMatchObject({ name: "Foto von Jörg.png", type: "image/png", size: PNG.length });
    expect(Buffer.from(await Bun.file(shown.path).arrayBuffer())).toEqual(PNG);
    expect((await rowsOf(key.sessionId)).at(-1)).toEqual({ message: "Foto von Jörg.png", message_type: "file" });
    expect(await filesOf(key.sessionId)).toEqual([{ file_key: keyOf(sent), message_id: sent.messageId }]);
  });

  test("starts the session when it comes first, and reopens a closed one as text does", async () => {
    const key = fresh();
    await send(visitor, key);
    await core.deps.background.idle();
    expect((await joinSession(visitor, key)).state).toBe("assistant");
    await endChat(visitor, key);
    await send(visitor, key);
    await core.deps.background.idle();
    expect((await joinSession(visitor, key)).state).toBe("assistant");
  });

  test("keeps a chat in the queue where it is", async () => {
    const key = await queueChat(account);
    await send(visitor, key);
    expect(await joinSession(visitor, key)).toMatchObject({ state: "queued", position: expect.any(Number) });
  });
});

describe("the same upload", () => {
  test("sent again stores nothing twice and answers the same", async () => {
    const key = { ...(await queueChat(account)), clientMessageId: "same" };
    const first = await send(visitor, key);
    for (let time = 0; time < 3; time++) expect(await send(visitor, { ...key, bytes: PDF, name: "other.pdf" })).toEqual(first);
    expect(await rowsOf(key.sessionId)).toHaveLength(2);
    expect(await filesOf(key.sessionId)).toHaveLength(1);
  });

  test("sent many times at once, in two processes, is stored once; the bytes of the others are gone", async () => {
    const uploadsDir = `${UPLOADS}-at-once`;
    const [one, other] = [await testCore({ uploadsDir }), await testCore({ uploadsDir })].map(({ deps }) =>
      createContext(deps, ANYONE),
    ) as [Ctx, Ctx];
    const key = { ...fresh(), clientMessageId: "at-once" };
    const sent = await Promise.all(Array.from({ length: 8 }, (_, index) => send(index % 2 ? other : one, key)));
    expect(new Set(sent.map(({ messageId, file }) => `${messageId} ${file.url}`)).size).toBe(1);
    expect(await rowsOf(key.sessionId)).toHaveLength(1);
    expect(await filesOf(key.sessionId)).toEqual([{ file_key: keyOf(sent[0] as never), message_id: sent[0]?.messageId as number }]);
    expect((await showFile(one, { key: keyOf(sent[0] as never) })).size).toBe(PNG.length);
    const left = (await readdir(uploadsDir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    expect(left.map(({ name }) => name)).toEqual([keyOf(sent[0] as never)]);
    await rm(uploadsDir, { recursive: true });
  });

  test("with the id of a message of text is refused, and leaves nothing", async () => {
    const key = { ...(await queueChat(account)), clientMessageId: "taken" };
    await sendVisitorMessage(visitor, { ...key, text: "Hello" });
    expect(await refusalOf(send(visitor, key))).toBe("INPUT_INVALID: Client message id is that of another message");
    expect(await filesOf(key.sessionId)).toEqual([]);
  });
});

describe("refused, and nothing is stored", () => {
  test("a file that may not be sent, for a session that does not exist yet", async () => {
    const key = fresh();
    expect(await refusalOf(send(visitor, { ...key, bytes: Buffer.from("<svg/>"), name: "a.svg" }))).toContain(
      "INPUT_INVALID: File must be",
    );
    expect(await readRows(core, `SELECT id FROM sessions WHERE session_id = '${key.sessionId}'`)).toEqual([]);
  });

  test("another visitor's session, another widget's, an unknown or paused widget", async () => {
    const secret = "s".repeat(32);
    const key = fresh();
    await joinSession(visitor, { ...key, visitorSecret: secret });
    await send(visitor, { ...key, visitorSecret: secret, clientMessageId: "mine" });
    for (const visitorSecret of [undefined, "t".repeat(32)]) {
      const stolen = { ...key, ...(visitorSecret && { visitorSecret }), clientMessageId: "mine" };
      expect(await refusalOf(send(visitor, stolen))).toContain("SESSION_FOREIGN");
    }
    const other = await makeAccount(core);
    expect(await refusalOf(send(visitor, { ...key, siteKey: other.widget.siteKey }))).toContain("SESSION_UNKNOWN");
    expect(await refusalOf(send(visitor, { ...fresh(), siteKey: "widget-none" }))).toContain("WIDGET_UNKNOWN");
    await readRows(core, `UPDATE widget_configs SET is_active = 0 WHERE site_key = '${other.widget.siteKey}'`);
    expect(await refusalOf(send(visitor, { ...fresh(), siteKey: other.widget.siteKey }))).toContain("WIDGET_UNKNOWN");
    expect(await filesOf(key.sessionId)).toHaveLength(1);
  });

  test("a website that the widget is not for", async () => {
    const { widget } = await makeAccount(core);
    const key = { siteKey: widget.siteKey, sessionId: newSessionId() };
    await send(visitor, key);
    await readRows(core, `UPDATE widget_configs SET allowed_domains = '["shop.example"]' WHERE site_key = '${widget.siteKey}'`);
    const from = (website: string) => createContext(core.deps, ANYONE, null, { address: null, website });
    expect(await refusalOf(send(from("https://evil.example"), key))).toContain("WEBSITE_NOT_ALLOWED");
    expect(await refusalOf(send(from("https://shop.example"), key))).toBeNull();
    expect(await filesOf(key.sessionId)).toHaveLength(2);
  });

  test("a website that the widget is for no longer when the bytes are kept; they are taken away again", async () => {
    const { widget } = await makeAccount(core);
    const key = { siteKey: widget.siteKey, sessionId: newSessionId() };
    let place = "";
    const keepLate: typeof core.deps.files.keep = async (received, name) => {
      await core.deps.files.keep(received, name);
      place = (await core.deps.files.locate(name)) ?? "";
      await readRows(core, `UPDATE widget_configs SET allowed_domains = '["shop.example"]' WHERE site_key = '${widget.siteKey}'`);
    };
    const deps = { ...core.deps, files: { ...core.deps.files, keep: keepLate } };
    const slow = createContext(deps, ANYONE, null, { address: null, website: "https://evil.example" });
    expect(await refusalOf(send(slow, key))).toContain("WEBSITE_NOT_ALLOWED");
    expect([await rowsOf(key.sessionId), await filesOf(key.sessionId), await exists(place)]).toEqual([[], [], false]);
  });

  test("more files than an hour may have, however many come at once; a retry of one that is stored is none", async () => {
    const key = await queueChat(account);
    const max = LIMITS.filesPerHourMax;
    const answers = await Promise.all(
      Array.from({ length: max + 5 }, (_, index) => refusalOf(send(visitor, { ...key, clientMessageId: `file-${index}` }))),
    );
    expect(answers.filter((answer) => answer === null)).toHaveLength(max);
    expect(answers.find((answer) => answer !== null)).toBe(`FILE_LIMIT: At most ${max} files an hour, please try again later`);
    const stored = answers.indexOf(null);
    expect(await refusalOf(send(visitor, { ...key, clientMessageId: `file-${stored}` }))).toBeNull();
    await readRows(core, `UPDATE files SET created_at = created_at - INTERVAL 1 HOUR WHERE session_id = '${key.sessionId}' LIMIT 1`);
    expect(await refusalOf(send(visitor, { ...key, bytes: TEXT, name: "late.txt" }))).toBeNull();
  });

  test("a body that is larger than a file may be, while it arrives", async () => {
    let given = 0;
    const endless = (async function* () {
      for (;;) {
        given += 1 << 20;
        yield new Uint8Array(1 << 20);
      }
    })();
    expect(await refusalOf(store.receive(endless))).toBe("FILE_TOO_LARGE: File must be at most 10 MiB");
    expect(given).toBe(LIMITS.fileMaxBytes + (1 << 20));
    const received = await receive(new Uint8Array(LIMITS.fileMaxBytes));
    expect(received.size).toBe(LIMITS.fileMaxBytes);
    await received.discard();
  });
});

describe("the assistant", () => {
  const OFFER = "I can't look at files. Would you like to talk to a person?";

  test("says once that it cannot look at files, offers a person, and a yes is understood", async () => {
    const key = await startChat(account);
    const before = (await textsOf(key)).length;
    for (const name of ["one.png", "two.png"]) {
      await send(visitor, { ...key, name });
      await core.deps.background.idle();
    }
    const { messages } = await joinSession(visitor, key);
    expect(messages.slice(before).map(({ text }) => text)).toEqual(["one.png", OFFER, "two.png"]);
    expect(messages.at(-2)).toMatchObject({ sender: "assistant", offersPerson: true });
  });

  test("hears a yes to its offer", async () => {
    const key = await startChat(account);
    await send(visitor, key);
    await core.deps.background.idle();
    await sendVisitorMessage(visitor, { ...key, text: "yes please" });
    await core.deps.background.idle();
    expect((await joinSession(visitor, key)).state).toBe("queued");
  });

  test("says nothing to a file of a chat that waits for a person", async () => {
    const key = await startChat(account);
    await escalate(visitor, key);
    await send(visitor, key);
    await core.deps.background.idle();
    expect(await textsOf(key)).not.toContain(OFFER);
  });
});
