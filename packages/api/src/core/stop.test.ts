import { afterAll, expect, test } from "bun:test";
import { openDatabase, testDatabase } from "@chat/db/testing";
import { closeTestCores, makeAccount, makeAgent, queueChat, readRows, startChat, testCore, until } from "../testing";
import { acceptChat, type Core, type CoreOptions, escalate } from ".";

const { db } = await testDatabase();
afterAll(closeTestCores);

/** The bus to other processes, as far as they can tell: what they hear, and the goodbye. */
function otherProcesses() {
  const heard: string[] = [];
  const joinBus: CoreOptions["joinBus"] = (local) => ({
    ...local,
    isShared: true,
    publish(topics, event) {
      heard.push(event.type);
      local.publish(topics, event);
    },
    async close() {
      heard.push("goodbye");
    },
  });
  return { heard, joinBus };
}

/** A move raises the version of its queue last, before it commits. */
const awaitsItsCommit = async (core: Core) =>
  (await readRows<{ info: string | null }>(core, "SELECT info AS info FROM information_schema.processlist")).some(({ info }) =>
    info?.includes("insert into `queue_versions`"),
  );

test.each([
  ["an accept", "session.accepted"],
  ["an escalation", "session.escalated"],
])("%s that awaits its commit when its process stops is told to others before the goodbye", async (_what, told) => {
  const { heard, joinBus } = otherProcesses();
  const core = await testCore({ joinBus });
  const account = await makeAccount(core);
  const agent = await makeAgent(account);
  await queueChat(account);
  const [queued, fresh] = [await queueChat(account), await startChat(account)];
  let [moving, closing] = [Promise.resolve<unknown>(null), Promise.resolve()];
  await db.transaction(async (tx) => {
    await tx.execute(`SELECT * FROM queue_versions WHERE site_key = '${account.widget.siteKey}' FOR UPDATE`);
    moving = told === "session.accepted" ? acceptChat(agent.ctx, queued) : escalate(account.visitor, fresh);
    await until(() => awaitsItsCommit(core));
    heard.length = 0;
    closing = core.close();
  });
  await Promise.all([moving, closing]);
  expect(heard).toContain(told);
  expect(heard).toContain("queue.changed");
  expect(heard.at(-1)).toBe("goodbye");
});

test("a process that stops begins nothing that it could not tell any more", async () => {
  const core = await testCore();
  const account = await makeAccount(core);
  const chat = await startChat(account);
  await core.close();
  await expect(escalate(account.visitor, chat)).rejects.toMatchObject({ reason: "SERVER_BUSY" });
});

test("a process whose database is away says goodbye all the same", async () => {
  const nowhere = openDatabase({ uri: "mysql://user:pass@127.0.0.1:1/name" });
  const { heard, joinBus } = otherProcesses();
  const core = await testCore({ db: nowhere.db, batches: nowhere.batches, joinBus, log: () => {} });
  core.leases.add("connection", { id: 1, accountId: 1 });
  await expect(core.close()).rejects.toThrow();
  expect(heard).toEqual(["goodbye"]);
  core.leases.remove("connection");
  await nowhere.close();
});
