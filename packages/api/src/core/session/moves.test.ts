import { afterAll, describe, expect, test } from "bun:test";
import { assignSession, closeSession, insertSession, queueSession, requeueSession, returnSession } from "@chat/db";
import { testDatabase } from "@chat/db/testing";
import { closeTestCores, makeAccount, makeAgent, newSessionId, readRows, testCore } from "../../testing";
import { updateAgent } from "..";
import { afterMove, MOVES, type Move, type SessionColumns, stateOf } from "./rules";

afterAll(closeTestCores);

const core = await testCore();
const { db } = core.deps;
const account = await makeAccount(core);
const [mine, other] = [(await makeAgent(account)).profile.id, (await makeAgent(account)).profile.id];
const accountId = account.admin.actor.accountId;
const at = core.deps.now();

/** A closed session is reopened by what is said in it, in the same transaction. */
async function reopenByMessage(sessionId: string): Promise<number | null> {
  const before = await read(sessionId);
  const { batches } = await testDatabase();
  const batch = await batches.begin({ sessionIds: [sessionId], siteKeys: [], withNewest: false, skipLocked: false });
  const message = { sessionId, senderType: "visitor", senderId: null, message: "Hello again", metadata: null, createdAt: at } as const;
  await batch.commit([{ ...message, clientMessageId: null }], [sessionId]);
  const { epoch } = await read(sessionId);
  return epoch === before.epoch ? null : epoch;
}

/** The statement behind each move, as this agent's. */
const STATEMENTS: Record<Move, (sessionId: string) => Promise<number | null>> = {
  escalate: (sessionId) => queueSession(db, sessionId, at, null),
  accept: (sessionId) => assignSession(db, { accountId, sessionId }, mine),
  returnToAi: (sessionId) => returnSession(db, sessionId, mine),
  requeue: (sessionId) => requeueSession(db, sessionId, mine, at),
  close: (sessionId) => closeSession(db, sessionId, at),
  reopen: reopenByMessage,
};

/** Every way in which the documented columns say who has a chat. */
const ROWS: SessionColumns[] = [
  { status: "active", aiMode: true, assignedAgentId: null },
  { status: "active", aiMode: false, assignedAgentId: null },
  { status: "active", aiMode: false, assignedAgentId: mine },
  { status: "active", aiMode: true, assignedAgentId: mine },
  { status: "waiting", aiMode: false, assignedAgentId: null },
  { status: "waiting", aiMode: true, assignedAgentId: null },
  { status: "closed", aiMode: false, assignedAgentId: null },
  { status: "closed", aiMode: true, assignedAgentId: mine },
];

async function insertAs(row: SessionColumns): Promise<string> {
  const sessionId = newSessionId();
  const unnamed = { visitorName: null, visitorEmail: null, visitorInfo: null, visitorSecretHash: null };
  await insertSession(db, { sessionId, siteKey: account.widget.siteKey, startedAt: at, ...unnamed });
  await readRows(
    core,
    `UPDATE sessions SET status = '${row.status}', ai_mode = ${row.aiMode}, assigned_agent_id = ${row.assignedAgentId}, escalated_at = UTC_TIMESTAMP()
     WHERE session_id = '${sessionId}'`,
  );
  return sessionId;
}

async function read(sessionId: string): Promise<SessionColumns & { epoch: number }> {
  const [row] = await readRows<SessionColumns & { epoch: number; ai: number }>(
    core,
    `SELECT status, ai_mode ai, assigned_agent_id assignedAgentId, epoch FROM sessions WHERE session_id = '${sessionId}'`,
  );
  if (!row) throw new Error(`no session ${sessionId}`);
  return { status: row.status, aiMode: row.ai === 1, assignedAgentId: row.assignedAgentId, epoch: row.epoch };
}

const words = ({ status, aiMode, assignedAgentId }: SessionColumns) =>
  `${status}, ${aiMode ? "with the assistant" : "without it"}, ${assignedAgentId === null ? "no agent" : "an agent"}`;

describe("each move's statement does what the state machine says", () => {
  const cases = ROWS.flatMap((row) => MOVES.map((move) => [move, words(row), afterMove(stateOf(row), move), row] as const));
  test.each(cases)("%s from %s: %p", async (move, _words, target, row) => {
    const sessionId = await insertAs(row);
    expect(await STATEMENTS[move](sessionId)).toBe(target === null ? null : 1);
    const { epoch, ...after } = await read(sessionId);
    if (target === null) expect({ epoch, ...after }).toEqual({ epoch: 0, ...row });
    else expect([stateOf(after), epoch, after.assignedAgentId]).toEqual([target, 1, target === "agent" ? mine : null]);
  });
});

describe("a chat that a colleague has by now", () => {
  const late: [string, (sessionId: string) => Promise<number | null>][] = [
    ["is not put back into the queue", STATEMENTS.requeue],
    ["is not returned to the assistant", STATEMENTS.returnToAi],
    ["is not closed as one's own", (sessionId) => closeSession(db, sessionId, at, mine)],
    ["is not taken", STATEMENTS.accept],
  ];
  test.each(late)("%s", async (_what, move) => {
    const row = { status: "active", aiMode: false, assignedAgentId: other } as const;
    const sessionId = await insertAs(row);
    expect(await move(sessionId)).toBeNull();
    expect(await read(sessionId)).toEqual({ epoch: 0, ...row });
  });
});

describe("a waiting chat is not given to", () => {
  const queued = { status: "waiting", aiMode: false, assignedAgentId: null } as const;

  test("an agent of another account, whichever account is named", async () => {
    const stranger = await makeAccount(core);
    const agentId = (await makeAgent(stranger)).profile.id;
    const sessionId = await insertAs(queued);
    expect(await assignSession(db, { accountId: stranger.admin.actor.accountId, sessionId }, agentId)).toBeNull();
    expect(await assignSession(db, { accountId, sessionId }, agentId)).toBeNull();
    expect(await assignSession(db, { accountId: stranger.admin.actor.accountId, sessionId }, mine)).toBeNull();
    expect(await read(sessionId)).toEqual({ epoch: 0, ...queued });
  });

  test("an agent who was disabled", async () => {
    const leaver = (await makeAgent(account)).profile.id;
    await updateAgent(account.admin, { agentId: leaver, isActive: false });
    const sessionId = await insertAs(queued);
    expect(await assignSession(db, { accountId, sessionId }, leaver)).toBeNull();
    expect(await read(sessionId)).toEqual({ epoch: 0, ...queued });
  });
});

test("a trigger on the table, as an operator's audit has, does not hide the epoch", async () => {
  await readRows(core, "CREATE TRIGGER audit_sessions AFTER UPDATE ON sessions FOR EACH ROW SET @audited = COALESCE(@audited, 0) + 1");
  try {
    const sessionId = await insertAs({ status: "waiting", aiMode: false, assignedAgentId: null });
    expect(await STATEMENTS.accept(sessionId)).toBe(1);
    expect(await STATEMENTS.returnToAi(sessionId)).toBe(2);
  } finally {
    await readRows(core, "DROP TRIGGER audit_sessions");
  }
});
