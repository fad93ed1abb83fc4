import { afterAll, expect, test } from "bun:test";
import { closeTestCores, makeAccount, makeAgent, queueChat, readRows, recordEvents, testCore, until } from "../../testing";
import { acceptChat } from "..";
import { QUEUES } from "../bus";

afterAll(closeTestCores);

const core = await testCore();

const waitsForItsRow = async () =>
  (await readRows<{ info: string | null }>(core, "SELECT info AS info FROM information_schema.processlist")).some(
    ({ info }) => info?.includes("update `sessions`") && info.includes("'waiting'"),
  );

test("a chat that came to another place while it was being accepted is accepted, and told, from there", async () => {
  const account = await makeAccount(core);
  const agent = await makeAgent(account);
  const { sessionId } = await queueChat(account);
  const changes = recordEvents(core, QUEUES);
  let accepting: ReturnType<typeof acceptChat> | undefined;
  await core.deps.db.transaction(async (tx) => {
    await tx.execute(`UPDATE sessions SET escalated_at = '2026-01-02 03:04:05', epoch = epoch + 1 WHERE session_id = '${sessionId}'`);
    accepting = acceptChat(agent.ctx, { sessionId });
    await until(waitsForItsRow);
  });
  const escalatedAt = "2026-01-02T03:04:05.000Z";
  expect((await accepting)?.chat.escalatedAt).toBe(escalatedAt);
  expect(changes).toMatchObject([{ type: "queue.changed", change: { sessionId, isWaiting: false, escalatedAt } }]);
});

test("more accepts at once than the database has connections all come to their end", async () => {
  const account = await makeAccount(core);
  const agent = await makeAgent(account);
  const keys = [];
  for (let index = 0; index < 24; index++) keys.push(await queueChat(account));
  const accepted = await Promise.all(keys.map(({ sessionId }) => acceptChat(agent.ctx, { sessionId })));
  expect(accepted.map(({ chat }) => chat.sessionId)).toEqual(keys.map(({ sessionId }) => sessionId));
});
