import { expect, test } from "bun:test";
import type { MessageBatches } from "@chat/db";
import { type ChatKey, holdChat, makeAccount, readRows, recordEvents, startChat, testCore, until } from "../../testing";
import { ANONYMOUS, createContext, joinSession, sendVisitorMessage, sessionTopic } from "..";
import { accountBehindProxy, hold } from "./testing";

const { proxy, database, core, account, agent } = await accountBehindProxy();

const holdSession = ({ sessionId }: ChatKey) => hold(core, `SELECT id FROM sessions WHERE session_id = '${sessionId}' FOR UPDATE`);

const isRunning = async (words: string) =>
  (await readRows<{ info: string | null }>(core, "SELECT info FROM information_schema.processlist")).some(({ info }) =>
    info?.startsWith(words),
  );
const textsOf = async ({ sessionId }: ChatKey) =>
  (await readRows<{ message: string }>(core, `SELECT message FROM messages WHERE session_id = '${sessionId}' ORDER BY id`))
    .slice(2)
    .map((row) => row.message);
const say = (key: ChatKey, text: string) =>
  sendVisitorMessage(account.visitor, { ...key, text, clientMessageId: text.replaceAll(" ", "-") });

test("a chat whose row another transaction keeps holds up no other chat, and goes on in order when it is let go", async () => {
  const [stuck, free] = [await holdChat(account, agent), await holdChat(account, agent)];
  const release = await holdSession(stuck);
  const waiting = say(stuck, "a");
  await until(() => isRunning("INSERT INTO messages"));
  await say(free, "free");
  const behind = say(stuck, "b");
  await say(free, "again");
  expect(await textsOf(stuck)).toEqual([]);
  await release();
  expect((await waiting).message.id).toBeLessThan((await behind).message.id);
  expect(await textsOf(stuck)).toEqual(["a", "b"]);
  expect(await textsOf(free)).toEqual(["free", "again"]);
});

test("who waits too long for such a chat is told so, with everyone behind, and may say it again", async () => {
  const key = await holdChat(account, agent);
  const release = await holdSession(key);
  const said = ["a", "b"].map((text) => say(key, text));
  const outcomes = await Promise.allSettled(said);
  expect(outcomes.map((outcome) => outcome.status === "rejected" && outcome.reason.reason)).toEqual(["SERVER_BUSY", "SERVER_BUSY"]);
  await release();
  for (const text of ["a", "b"]) expect((await say(key, text)).duplicate).toBe(false);
  expect(await textsOf(key)).toEqual(["a", "b"]);
});

test("a commit that lands after its connection was lost is found, acknowledged and told", async () => {
  const key = await holdChat(account, agent);
  const heard = recordEvents(core, sessionTopic(key.sessionId));
  const release = await hold(core, `SELECT id FROM messages WHERE session_id = '${key.sessionId}' FOR UPDATE`);
  const sending = say(key, "late");
  await until(() => isRunning("INSERT INTO messages"));
  proxy.refuse();
  proxy.heal();
  await until(() => isRunning("SELECT session_id,site_key"));
  await release();
  expect((await sending).duplicate).toBe(false);
  expect(await textsOf(key)).toEqual(["late"]);
  expect(heard.filter(({ type }) => type === "message.stored")).toHaveLength(1);
});

test("a crowd that holds every other connection cannot make the writer wait for one", async () => {
  // All that it asks goes to one database, as in a server.
  const { db, batches } = database;
  const visitor = createContext((await testCore({ db, batches })).deps, ANONYMOUS);
  const [held, free] = [await holdChat(account, agent), await holdChat(account, agent)];
  const first = await sendVisitorMessage(visitor, { ...free, text: "first", clientMessageId: "first" });
  const release = await holdSession(held);
  const crowd = Array.from({ length: 24 }, (_, index) => joinSession(visitor, { ...held, visitorInfo: { page: `/${index}` } }));
  const isCrowded = async () => {
    const asked = db.execute("SELECT 1").then(() => false);
    // Another way to the same server is answered twice meanwhile.
    const others = readRows(core, "SELECT 1").then(() => readRows(core, "SELECT 1"));
    return Promise.race([asked, others.then(() => true)]);
  };
  await until(isCrowded);

  const repeated = await sendVisitorMessage(visitor, { ...free, text: "first", clientMessageId: "first" });
  const fresh = await sendVisitorMessage(visitor, { ...free, text: "fresh", clientMessageId: "fresh" });
  expect(repeated).toEqual({ ...first, duplicate: true });
  expect(fresh.duplicate).toBe(false);
  expect(await isCrowded()).toBe(true);
  await release();
  await Promise.all(crowd);
});

test("a database that has fallen silent is given up, and what was said is stored once on another connection", async () => {
  const key = await holdChat(account, agent);
  const heard = recordEvents(core, sessionTopic(key.sessionId));
  proxy.fallSilent();
  const outcome = await say(key, "is anybody there").then(
    ({ duplicate }) => duplicate,
    () => say(key, "is anybody there").then(({ duplicate }) => duplicate),
  );
  expect([true, false]).toContain(outcome);
  expect(await textsOf(key)).toEqual(["is anybody there"]);
  await until(() => heard.some(({ type }) => type === "message.stored" || type === "news.missed"));
}, 30_000);

test("what is given up in an outage takes all that was said behind it along", async () => {
  const key = await holdChat(account, agent);
  proxy.refuse();
  const first = say(key, "one");
  const outcome = first.then(
    () => "stored",
    () => "given up",
  );
  await until(async () => (await Promise.race([outcome, Bun.sleep(1_500).then(() => "late")])) === "late");
  const second = say(key, "two").catch(() => "given up");
  expect(await outcome).toBe("given up");
  proxy.heal();
  expect(await second).toBe("given up");
  for (const text of ["one", "two"]) await say(key, text);
  expect(await textsOf(key)).toEqual(["one", "two"]);
}, 20_000);

/** Batches that fail as the test says, before they ask the database. */
function failingBatches(real: MessageBatches) {
  let fault: (() => Error) | null = null;
  const failing =
    <A extends unknown[], R>(act: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (fault) throw fault();
      return act(...args);
    };
  const batches = { ...real, begin: failing(real.begin), storeUnchanged: failing(real.storeUnchanged) };
  return {
    batches,
    fail(next: (() => Error) | null) {
      fault = next;
    },
  };
}

test("where a batch is stored one by one and the database goes, who is given up takes along all behind it", async () => {
  const { batches, fail } = failingBatches(database.batches);
  const own = await testCore({ batches });
  const mine = await makeAccount(own);
  const key = await startChat(mine);
  const sayHere = (text: string) => sendVisitorMessage(mine.visitor, { ...key, text, clientMessageId: text });
  fail(() => {
    fail(() => Object.assign(new Error("nobody listens"), { code: "ECONNREFUSED" }));
    return new Error("one of them is at fault");
  });
  const said = ["a", "b", "c"].map(sayHere);
  await said[0]?.catch(() => fail(null));
  expect((await Promise.allSettled(said)).map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  for (const text of ["a", "b", "c"]) expect((await sayHere(text)).duplicate).toBe(false);
  // Beside them stands what the assistant says.
  expect((await textsOf(key)).filter((text) => text.length === 1)).toEqual(["a", "b", "c"]);
});
