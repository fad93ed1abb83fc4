import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConnection } from "mysql2/promise";
import { openDatabase } from "./client";
import { startPrivateDatabase } from "./embedded";
import { migrateDatabase } from "./migrate";
import {
  findUser,
  findUserByEmail,
  insertSession,
  insertUser,
  insertWidget,
  listMessagesAfter,
  type NewMessage,
  type NewWidget,
} from "./queries";

// A server of its own, set as no administrator should: modes are the whole server's.
const directory = mkdtempSync(join(tmpdir(), "client-"));
const own = await startPrivateDatabase({ directory, database: "chat", durable: false });
const administrator = await createConnection(own.address);
await administrator.query(
  "SET GLOBAL sql_mode = 'NO_BACKSLASH_ESCAPES,ANSI_QUOTES', GLOBAL innodb_lock_wait_timeout = 50, GLOBAL autocommit = 0",
);
await migrateDatabase(own.address);
const { db, batches, close } = openDatabase(own.address);

afterAll(async () => {
  await close();
  await administrator.end();
  await own.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** Each of them ends its text early, or says more than text, on a server of one mode or another. */
const TEXTS = ["\\", "\\'", "'", '"', '\\"', "\\\\'", "' OR 1=1 -- ", "\\' OR 1=1 -- ", "\\n", "line\nbreak", "NUL\0", "\x1a", "`", "😀\\"];

const WIDGET = {
  businessName: "Shop",
  widgetTitle: "Chat",
  welcomeMessage: "Hello",
  primaryColor: "#007bff",
  secondaryColor: "#6c757d",
  position: "bottom-right",
  enablePrechatForm: false,
} as const satisfies Partial<NewWidget>;

const SESSION = {
  sessionId: "session-of-this-test",
  visitorName: null,
  visitorEmail: null,
  visitorInfo: null,
  visitorSecretHash: null,
  startedAt: new Date(1_700_000_000_000),
};

const messageOf = (message: string): NewMessage => ({
  sessionId: SESSION.sessionId,
  senderType: "visitor",
  senderId: null,
  message,
  metadata: null,
  clientMessageId: null,
  createdAt: SESSION.startedAt,
});

let users = 0;
const addUser = (username: string) => insertUser(db, { username, email: `user${++users}@example.com`, password: "x" });

test("text is stored as it is on a server that takes no backslash for an escape", async () => {
  for (const text of TEXTS) expect((await findUser(db, await addUser(`name ${text}|`)))?.username).toBe(`name ${text}|`);
});

test("text does not get out of its quotes on such a server", async () => {
  await addUser("the only one");
  for (const text of ["\\' OR 1=1 -- ", '\\" OR 1=1 -- ', "' OR '1'='1", "\\"]) expect(await findUserByEmail(db, text)).toBeUndefined();
});

test("messages that are stored together are stored as they are, too", async () => {
  const siteKey = "widget-of-this-test";
  await insertWidget(db, {
    ...WIDGET,
    prechatFields: [],
    allowedDomains: [],
    consentText: "",
    texts: {},
    siteKey,
    userId: await addUser("owner"),
  });
  await insertSession(db, { ...SESSION, siteKey });
  const batch = await batches.begin({
    sessionIds: [SESSION.sessionId, "\\' OR 1=1 -- "],
    siteKeys: [siteKey],
    withNewest: true,
    skipLocked: false,
  });
  expect([...batch.sessions.keys()]).toEqual([SESSION.sessionId]);
  await batch.commit(TEXTS.map(messageOf), []);
  const stored = await listMessagesAfter(db, SESSION.sessionId, 0);
  expect(stored.map(({ text }) => text)).toEqual(TEXTS);
});

test("a value that is too long is refused rather than cut, though the server is not strict", async () => {
  await expect(addUser("x".repeat(101))).rejects.toMatchObject({ cause: { code: "ER_DATA_TOO_LONG" } });
  expect((await findUser(db, await addUser("y".repeat(100))))?.username).toBe("y".repeat(100));
});

test("who waits for a row waits ten seconds, and may try again", async () => {
  const [rows] = await db.execute("SELECT @@SESSION.innodb_lock_wait_timeout AS seconds");
  expect(rows as unknown).toEqual([{ seconds: 10 }]);
});

test("a batch that is stored by one statement is committed when it is answered, whatever the server's own default", async () => {
  const siteKey = "widget-of-one-statement";
  const session = { ...SESSION, sessionId: "session_of_one_statement" };
  await insertWidget(db, {
    ...WIDGET,
    prechatFields: [],
    allowedDomains: [],
    consentText: "",
    texts: {},
    siteKey,
    userId: await addUser("one statement"),
  });
  await insertSession(db, { ...session, siteKey });
  const seen = await batches.begin({ sessionIds: [session.sessionId], siteKeys: [siteKey], withNewest: false, skipLocked: false });
  await seen.cancel();
  const rows = [{ ...messageOf("committed"), sessionId: session.sessionId }];
  expect((await batches.storeUnchanged(seen, false, rows, () => {}))?.ids).toHaveLength(1);
  const [byAnother] = await administrator.query("SELECT message FROM messages WHERE session_id = 'session_of_one_statement'");
  expect(byAnother as unknown).toEqual([{ message: "committed" }]);
});
