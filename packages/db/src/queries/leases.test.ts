import { expect, test } from "bun:test";
import { testDatabase } from "../testing";
import { insertUser } from "./accounts";
import { findAgent, insertAgent } from "./agents";
import { deleteExpiredLeases, deleteLeases, insertLease, listGhosts, markOffline, markOnline, renewLeases } from "./leases";

const { db } = await testDatabase();
let made = 0;

async function makeAgent(): Promise<number> {
  const name = `leases_${++made}`;
  const userId = await insertUser(db, { username: name, email: `${name}@example.com`, password: "" });
  return insertAgent(db, { userId, username: name, email: `${name}@example.com`, passwordHash: "", fullName: name });
}

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000);
const isOnline = async (agentId: number) => (await findAgent(db, agentId))?.isOnline;

test("an agent is marked online once, and offline once", async () => {
  const agentId = await makeAgent();
  for (const mark of [markOnline, markOffline]) {
    const marked = await Promise.all([1, 2, 3].map(() => mark(db, agentId, inSeconds(0))));
    expect(marked.filter(Boolean)).toHaveLength(1);
  }
});

test("an agent with a live lease is not marked offline: it came back meanwhile", async () => {
  const agentId = await makeAgent();
  await markOnline(db, agentId, inSeconds(0));
  await insertLease(db, { connectionId: `back_${agentId}`, agentId, expiresAt: inSeconds(30) });
  expect(await markOffline(db, agentId, inSeconds(0))).toBe(false);
  expect(await isOnline(agentId)).toBe(true);
  await deleteLeases(db, [`back_${agentId}`]);
  expect(await markOffline(db, agentId, inSeconds(0))).toBe(true);
});

test("a lease ends at its end, and a renewed one later", async () => {
  const agentId = await makeAgent();
  await markOnline(db, agentId, inSeconds(0));
  const connectionId = `renewed_${agentId}`;
  await insertLease(db, { connectionId, agentId, expiresAt: inSeconds(10) });
  const isGhostAt = async (at: Date) => (await listGhosts(db, at)).some((ghost) => ghost.agentId === agentId);
  expect(await isGhostAt(inSeconds(5))).toBe(false);
  expect(await isGhostAt(inSeconds(15))).toBe(true);
  await renewLeases(db, [connectionId], inSeconds(40));
  await deleteExpiredLeases(db, inSeconds(15));
  expect(await isGhostAt(inSeconds(15))).toBe(false);
});
