import { afterAll, expect, test } from "bun:test";
import type { Db } from "@chat/db";
import { closeTestCores, gate, makeAccount, testCore, until } from "../testing";
import { authenticate, createWidget, deleteWidget, listWidgets, logOutEverywhere, showWidgetConfig, updateWidget } from ".";

afterAll(closeTestCores);

const core = await testCore();
/** Another process on the same database: it shares nothing with the first but the rows. */
const elsewhere = await testCore({ tokenSecret: core.deps.tokenSecret });
const ROUNDS = 20;
const CROWD = 25;

/** Keeps asking, many at a time, until told to stop: so a read of the same row is always under way. */
function crowd(ask: () => Promise<unknown>): { stop(): Promise<void> } {
  let isOver = false;
  const asking = Array.from({ length: CROWD }, async () => {
    while (!isOver) await ask().catch(() => {});
  });
  return {
    async stop() {
      isOver = true;
      await Promise.all(asking);
    },
  };
}

test("a change of a widget is seen by the very next question, while many ask and wherever it was made", async () => {
  const account = await makeAccount(core);
  const { siteKey } = account.widget;
  const titleNow = async () => (await showWidgetConfig(account.visitor, { siteKey })).widgetTitle;
  const others = crowd(titleNow);
  for (let round = 0; round < ROUNDS; round++) {
    const widgetTitle = `Title ${round}`;
    await updateWidget({ ...account.admin, ...(round % 2 === 0 ? core.deps : elsewhere.deps) }, { siteKey, widgetTitle });
    expect(await titleNow()).toBe(widgetTitle);
  }
  await deleteWidget(account.admin, { siteKey });
  await expect(titleNow()).rejects.toMatchObject({ reason: "WIDGET_UNKNOWN" });
  await others.stop();
});

test("a revoked token is refused at the very next question, while many ask and wherever it was revoked", async () => {
  for (let round = 0; round < 4; round++) {
    const account = await makeAccount(core);
    const who = () => authenticate(core.deps, account.token);
    expect(await who()).toEqual(account.admin.actor);
    const others = crowd(who);
    await logOutEverywhere({ ...account.admin, ...(round % 2 === 0 ? core.deps : elsewhere.deps) }, {});
    await expect(who()).rejects.toMatchObject({ reason: "TOKEN_INVALID" });
    await others.stop();
  }
});

test("a page of widgets has what was made before it was asked for, and nothing of another account", async () => {
  const [account, other] = await Promise.all([makeAccount(core), makeAccount(core)]);
  const siteKeys = async (page: number, limit: number) => {
    const { widgets, pagination } = await listWidgets(account.admin, { page, limit });
    return { keys: widgets.map(({ siteKey }) => siteKey), total: pagination.total };
  };
  const others = crowd(() => Promise.all([siteKeys(1, 50), listWidgets(other.admin, {})]));
  const made = [account.widget.siteKey];
  for (let round = 0; round < 5; round++) {
    made.unshift((await createWidget(account.admin, { businessName: `Shop ${round}` })).siteKey);
    expect(await siteKeys(1, 50)).toEqual({ keys: made, total: made.length });
  }
  const [first, second] = await Promise.all([siteKeys(1, 4), siteKeys(2, 4)]);
  expect(first).toEqual({ keys: made.slice(0, 4), total: 6 });
  expect(second).toEqual({ keys: made.slice(4), total: 6 });
  await others.stop();
});

test("who asks at once for different rows, or pages, is each given its own", async () => {
  const accounts = await Promise.all(Array.from({ length: 5 }, () => makeAccount(core)));
  for (const [index, { admin }] of accounts.entries())
    for (let made = 0; made < index; made++) await createWidget(admin, { businessName: `Shop ${made}` });
  const actors = await Promise.all(accounts.map(({ token }) => authenticate(core.deps, token)));
  expect(actors).toEqual(accounts.map(({ admin }) => admin.actor));
  for (const [index, { admin, widget }] of accounts.entries())
    await updateWidget(admin, { siteKey: widget.siteKey, widgetTitle: `Title ${index}` });
  const configs = await Promise.all(accounts.map(({ visitor, widget }) => showWidgetConfig(visitor, { siteKey: widget.siteKey })));
  expect(configs.map(({ widgetTitle }) => widgetTitle)).toEqual(accounts.map((_, index) => `Title ${index}`));
  const pages = await Promise.all(accounts.flatMap(({ admin }) => [1, 2].map((page) => listWidgets(admin, { page, limit: 2 }))));
  expect(pages.map(({ widgets, pagination }) => [widgets.length, pagination.total])).toEqual([
    [1, 1],
    [0, 1],
    [2, 2],
    [0, 2],
    [2, 3],
    [1, 3],
    [2, 4],
    [2, 4],
    [2, 5],
    [2, 5],
  ]);
});

test("five who ask at once for different widgets cost one statement", async () => {
  const accounts = await Promise.all(Array.from({ length: 5 }, () => makeAccount(core)));
  const { db, held, release } = holdAnswers(core.deps.db);
  const counting = await testCore({ db });
  release();
  await Promise.all(accounts.map(({ visitor, widget }) => showWidgetConfig({ ...visitor, ...counting.deps }, { siteKey: widget.siteKey })));
  expect(held()).toBe(1);
});

test("an answer that was read before a change, and arrives after it, goes to none who asked after the change", async () => {
  const account = await makeAccount(core);
  const { siteKey } = account.widget;
  const { db, held, release } = holdAnswers(core.deps.db);
  const slow = await testCore({ db, tokenSecret: core.deps.tokenSecret });
  const titleNow = async () => (await showWidgetConfig({ ...account.visitor, ...slow.deps }, { siteKey })).widgetTitle;
  const who = () => authenticate(slow.deps, account.token);

  const before = [titleNow(), who()];
  await until(() => held() === 2);
  await updateWidget(account.admin, { siteKey, widgetTitle: "New title" });
  await logOutEverywhere(account.admin, {});
  const after = [titleNow(), who()];
  release();
  expect(await Promise.allSettled(before)).toEqual([
    { status: "fulfilled", value: account.widget.widgetTitle },
    { status: "fulfilled", value: account.admin.actor },
  ]);
  expect(await Promise.allSettled(after)).toMatchObject([
    { status: "fulfilled", value: "New title" },
    { status: "rejected", reason: { reason: "TOKEN_INVALID" } },
  ]);
});

/** A database whose first answers are read at once and arrive when the test says so. */
function holdAnswers(real: Db) {
  const { opened, open } = gate();
  let count = 0;
  const hold = async <T>(rows: Promise<T>): Promise<T> => {
    const answer = await rows;
    count += 1;
    await opened;
    return answer;
  };
  const select = (columns: never) => ({
    from: (table: never) => ({
      where(condition: never) {
        const statement = real.select(columns).from(table).where(condition).prepare();
        return { prepare: () => ({ execute: (values: Record<string, unknown>) => hold(statement.execute(values)) }) };
      },
    }),
  });
  const db = new Proxy(real, { get: (target, name) => (name === "select" ? select : Reflect.get(target, name, target)) });
  return { db, held: () => count, release: open };
}

test("a read that failed fails for those who asked together, and for nobody after them", async () => {
  const account = await makeAccount(core);
  let isBroken = true;
  const db = new Proxy(core.deps.db, {
    get(target, name) {
      if (name === "select" && isBroken) throw new Error("the database hiccuped");
      return Reflect.get(target, name, target);
    },
  }) as Db;
  const broken = await testCore({ db, tokenSecret: core.deps.tokenSecret, log() {} });
  const ask = () => authenticate(broken.deps, account.token);
  const failed = await Promise.allSettled(Array.from({ length: CROWD }, ask));
  expect(failed.map(({ status }) => status)).toEqual(Array.from({ length: CROWD }, () => "rejected"));
  isBroken = false;
  expect(await ask()).toEqual(account.admin.actor);
});
