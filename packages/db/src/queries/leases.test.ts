import { afterEach, expect, setSystemTime, test } from "bun:test";
import { sql } from "drizzle-orm";
import { testDatabase } from "../testing";
import { insertUser } from "./accounts";
import { findAgent, insertAgent } from "./agents";
import {
  deleteExpiredLeases,
  deleteLeases,
  insertLease,
  listGhosts,
  listLeases,
  markOffline,
  markOnline,
  renewLeases,
  touchAgents,
} from "./leases";

const { db } = await testDatabase();
let made = 0;

async function makeAgent(): Promise<number> {
  const name = `leases_${++made}`;
  const userId = await insertUser(db, { username: name, email: `${name}@example.com`, password: "" });
  return insertAgent(db, { userId, username: name, email: `${name}@example.com`, passwordHash: "", fullName: name });
}

const isOnline = async (agentId: number) => (await findAgent(db, agentId))?.isOnline;
const isGhost = async (agentId: number) => (await listGhosts(db)).some((ghost) => ghost.agentId === agentId);

/** As if the database's clock had gone on by so many seconds. */
const age = (connectionId: string, seconds: number) =>
  db.execute(sql`UPDATE agent_leases SET expires_at = expires_at - INTERVAL ${seconds} SECOND WHERE connection_id = ${connectionId}`);

afterEach(() => {
  setSystemTime();
});

test("an agent is marked online once, and offline once", async () => {
  const agentId = await makeAgent();
  for (const mark of [markOnline, markOffline]) {
    const marked = await Promise.all([1, 2, 3].map(() => mark(db, agentId)));
    expect(marked.filter(Boolean)).toHaveLength(1);
  }
});

test("an agent with a live lease is not marked offline: it came back meanwhile", async () => {
  const agentId = await makeAgent();
  await markOnline(db, agentId);
  await insertLease(db, { connectionId: `back_${agentId}`, agentId }, 30_000);
  expect(await markOffline(db, agentId)).toBe(false);
  expect(await isOnline(agentId)).toBe(true);
  await deleteLeases(db, [`back_${agentId}`]);
  expect(await markOffline(db, agentId)).toBe(true);
});

test("a lease ends at its end, and a renewed one later", async () => {
  const agentId = await makeAgent();
  await markOnline(db, agentId);
  const connectionId = `renewed_${agentId}`;
  await insertLease(db, { connectionId, agentId }, 10_000);
  await age(connectionId, 5);
  expect(await isGhost(agentId)).toBe(false);
  await age(connectionId, 6);
  expect(await isGhost(agentId)).toBe(true);
  await renewLeases(db, [connectionId], 40_000);
  await age(connectionId, 15);
  await deleteExpiredLeases(db);
  expect(await isGhost(agentId)).toBe(false);
  await age(connectionId, 26);
  await deleteExpiredLeases(db);
  expect(await listLeases(db, [connectionId], 0)).toEqual([]);
});

test("a lease is due to be renewed when it ends soon", async () => {
  const agentId = await makeAgent();
  const connectionId = `due_${agentId}`;
  await insertLease(db, { connectionId, agentId }, 30_000);
  expect(await listLeases(db, [connectionId, "another"], 20_000)).toEqual([{ connectionId, isDue: false }]);
  await age(connectionId, 11);
  expect(await listLeases(db, [connectionId], 20_000)).toEqual([{ connectionId, isDue: true }]);
});

test.each([
  ["ahead", 3_600_000],
  ["behind", -3_600_000],
])("a process whose clock is an hour %s sees the same leases and writes the same instants", async (_which, skewMs) => {
  const agentId = await makeAgent();
  const connectionIds = [`before_${agentId}`, `after_${agentId}`];
  await insertLease(db, { connectionId: connectionIds[0] as string, agentId }, 30_000);
  setSystemTime(new Date(Date.now() + skewMs));
  await insertLease(db, { connectionId: connectionIds[1] as string, agentId }, 30_000);
  await renewLeases(db, connectionIds, 30_000);
  await markOnline(db, agentId);
  await touchAgents(db, [agentId]);
  await deleteExpiredLeases(db);
  expect(await isGhost(agentId)).toBe(false);
  expect(await markOffline(db, agentId)).toBe(false);
  const [rows] = await db.execute(sql`
    SELECT ABS(TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), l.expires_at)) <= 30 isSoon, ABS(TIMESTAMPDIFF(SECOND, a.last_active, UTC_TIMESTAMP())) < 30 isNow
    FROM agent_leases l JOIN agents a ON a.id = l.agent_id WHERE a.id = ${agentId}`);
  expect(rows as unknown).toEqual([
    { isSoon: 1, isNow: 1 },
    { isSoon: 1, isNow: 1 },
  ]);
});
