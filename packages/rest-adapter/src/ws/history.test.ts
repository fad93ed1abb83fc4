import { afterAll, expect, test } from "bun:test";
import { randomId, updateWidget } from "@chat/api/core";
import { closeTestCores, makeAccount, newSessionId, readRows, testCore } from "@chat/api/testing";
import { listNewestMessages } from "@chat/db";
import { connect, serveSockets, type TestClient } from "../testing";

const core = await testCore();
const server = serveSockets(core);
afterAll(async () => {
  await server.stop();
  await closeTestCores();
});

const open = (sessionId: string, headers?: Record<string, string>) => connect(`${server.origin}/ws/${sessionId}`, headers);

/** A visitor in a chat of so many lines, `line 1` the first. */
async function chatOf(lines: number) {
  const { admin, widget } = await makeAccount(core);
  const sessionId = newSessionId();
  const join = { type: "join", siteKey: widget.siteKey, sessionId, visitorSecret: randomId(32) };
  const client = open(sessionId);
  await client.send(join);
  await client.next("session");
  if (lines > 0) await addLines(sessionId, 1, lines);
  return { admin, siteKey: widget.siteKey, sessionId, join, client };
}

async function addLines(sessionId: string, first: number, last: number) {
  const rows = Array.from({ length: last - first + 1 }, (_, index) => `('${sessionId}', 'visitor', 'line ${first + index}', now())`);
  await readRows(core, `insert into messages (session_id, sender_type, message, created_at) values ${rows.join(", ")}`);
}

const textsOf = ({ messages }: { messages: { message: string }[] }) => messages.map(({ message }) => message);

async function ask(client: TestClient, before: unknown, more: object = {}) {
  await client.send({ type: "history", before, ...more });
  return client.next("history");
}

test("what was said earlier comes page by page, in reading order, without gap or repeat", async () => {
  const { client } = await chatOf(130);
  const all: string[] = [];
  const sizes: number[] = [];
  let before: unknown = 999_999_999;
  for (let hasEarlier = true; hasEarlier; ) {
    const page = await ask(client, before);
    all.unshift(...textsOf(page));
    sizes.push(page.messages.length);
    before = page.messages[0].id;
    hasEarlier = page.hasEarlier;
  }
  expect(sizes).toEqual([50, 50, 30]);
  expect(all).toEqual(Array.from({ length: 130 }, (_, index) => `line ${index + 1}`));
});

test("a page has as many lines as were asked for, and each as its message frame has it", async () => {
  const { client, siteKey, sessionId, join } = await chatOf(0);
  const say = { type: "message", siteKey, sessionId, message: "Hello", clientMessageId: "c-1" };
  await client.send(say);
  await client.next("message");
  const again = open(sessionId);
  await again.send(join);
  const lines = [await again.next("message"), await again.next("message")].map(({ type: _, ...line }) => line);
  expect(await ask(again, 999_999_999)).toEqual({ type: "history", messages: lines, hasEarlier: false });
  expect(lines[0]).toMatchObject({ message: "Hello", sender: "customer", clientMessageId: "c-1" });
  const answer = lines[1];
  const page = await ask(again, Number(answer?.id.replace("msg_", "")), { limit: 1 });
  expect(page).toEqual({ type: "history", messages: [lines[0]], hasEarlier: false });
  expect(await ask(again, lines[0]?.id)).toEqual({ type: "history", messages: [], hasEarlier: false });
});

test("the largest page is a hundred lines, and what is wrong is named and answers nothing", async () => {
  const { client } = await chatOf(101);
  expect(await ask(client, 999_999_999, { limit: 100 })).toMatchObject({ messages: { length: 100 }, hasEarlier: true });
  const wrong = [
    [{ limit: 101 }, "Limit must be at most 100"],
    [{ limit: 0 }, "Limit must be at least 1"],
    [{ limit: "ten" }, "Limit must be a whole number"],
    [{ before: "first" }, "before must be a message id"],
    [{ before: -1 }, "before must be a message id"],
    [{ before: undefined }, "before must be a message id"],
  ] as const;
  for (const [fields, message] of wrong) {
    await client.send({ type: "history", before: 5, ...fields });
    expect(await client.next("error")).toMatchObject({ code: "INPUT_INVALID", message });
  }
  expect(await client.rest()).toEqual([]);
});

test("a chat with a secret is paged through only with it", async () => {
  const { sessionId, siteKey } = await chatOf(3);
  const thief = open(sessionId);
  await thief.send({ type: "history", before: 999_999_999 });
  expect((await thief.next("error")).code).toBe("SESSION_UNKNOWN");
  await thief.send({ type: "join", siteKey, sessionId, visitorSecret: randomId(32) });
  expect((await thief.next("error")).code).toBe("SESSION_FOREIGN");
  await thief.send({ type: "history", before: 999_999_999 });
  await thief.next("error");
  expect(await thief.rest()).toEqual([]);
});

test("one chat's history has no line of another, whatever id it is asked from", async () => {
  const mine = await chatOf(2);
  const theirs = await chatOf(2);
  expect(textsOf(await ask(mine.client, 999_999_999))).toEqual(["line 1", "line 2"]);
  await mine.client.send({ type: "history", before: 999_999_999, sessionId: theirs.sessionId });
  expect((await mine.client.next("error")).code).toBe("SESSION_FOREIGN");
});

test("on a website that the widget is not for, nothing is paged through", async () => {
  const { admin, siteKey, sessionId, join } = await chatOf(2);
  await updateWidget(admin, { siteKey, allowedDomains: ["shop.example"] });
  const elsewhere = open(sessionId, { Origin: "https://thief.example" });
  await elsewhere.send(join);
  await elsewhere.next("error");
  await elsewhere.send({ type: "history", before: 999_999_999 });
  await elsewhere.next("error");
  expect(await elsewhere.rest()).toEqual([]);
});

test("a page costs the same in a long chat as in a short one", async () => {
  const { sessionId } = await chatOf(150);
  /** Rows that the server reads for one page. It counts them by connection, and a transaction has one. */
  const rowsRead = () =>
    core.deps.db.transaction(async (tx) => {
      const reads = async () => {
        const [rows] = await tx.execute("show session status like 'Handler_read%'");
        return (rows as unknown as { Value: string }[]).reduce((total, { Value }) => total + Number(Value), 0);
      };
      const before = await reads();
      expect(await listNewestMessages(tx, sessionId, 51, 999_999_999)).toHaveLength(51);
      return (await reads()) - before;
    });
  const inShort = await rowsRead();
  await addLines(sessionId, 151, 5_000);
  expect(await rowsRead()).toBeLessThan(inShort + 20);
});
