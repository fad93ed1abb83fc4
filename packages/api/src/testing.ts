import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { atEnd, testDatabase } from "@chat/db/testing";
import type { AgentLogin, ChatEvent, Widget } from "./contract";
import {
  type AdminActor,
  type AgentActor,
  ANONYMOUS,
  acceptChat,
  authenticate,
  type Core,
  type CoreOptions,
  type Ctx,
  createAgent,
  createContext,
  createCore,
  createWidget,
  escalate,
  logInAgent,
  randomId,
  registerAdmin,
  sendVisitorMessage,
} from "./core";
import type { AttemptStore } from "./core/account/attempts";
import type { Topic } from "./core/bus";

const cores: Core[] = [];

/** Of all cores of this process, as of several servers with one disk. Taken away with it. */
export const UPLOADS = join(tmpdir(), `chat-uploads-${randomId(12)}`);
atEnd(() => rm(UPLOADS, { recursive: true, force: true }));

/** Counts whose window never ends. */
export function countInMemory(): AttemptStore {
  const counts = new Map<string, number>();
  const change = (key: string, by: number) => {
    const count = (counts.get(key) ?? 0) + by;
    counts.set(key, count);
    return count;
  };
  return {
    add: async (key) => ({ count: change(key, 1), resetSeconds: 900 }),
    async takeBack(key) {
      change(key, -1);
    },
  };
}

/** A core on this process's test database. Its faults are thrown, not logged. */
export async function testCore(options: Partial<CoreOptions> = {}): Promise<Core> {
  const { db, batches } = await testDatabase();
  const core = createCore({
    db,
    batches,
    tokenSecret: new TextEncoder().encode(randomId(32)),
    tokenDays: 7,
    agentGraceSeconds: 60,
    uploadsDir: UPLOADS,
    attempts: { store: countInMemory(), max: 1_000_000 },
    log(level, message, facts) {
      if (level === "error") throw new Error(message, { cause: facts?.error });
    },
    ...options,
  });
  cores.push(core);
  return core;
}

export async function closeTestCores(): Promise<void> {
  await Promise.all(cores.splice(0).map((core) => core.close()));
}

export const PASSWORD = "correct horse";

export interface TestAccount {
  admin: Ctx<AdminActor>;
  token: string;
  username: string;
  email: string;
  /** A visitor's context: anyone. */
  visitor: Ctx;
  widget: Widget;
}

/** An account of its own, with one widget. */
export async function makeAccount(core: Core): Promise<TestAccount> {
  const visitor = createContext(core.deps, ANONYMOUS);
  const username = `admin_${randomId(12)}`;
  const { admin, token } = await registerAdmin(visitor, { username, email: `${username}@example.com`, password: PASSWORD });
  const actor = await authenticate(core.deps, token);
  if (actor.kind !== "admin") throw new Error("an admin's token named someone else");
  const ctx = createContext(core.deps, actor);
  return { admin: ctx, token, username, email: admin.email, visitor, widget: await createWidget(ctx, { businessName: "Test shop" }) };
}

export interface TestAgent {
  ctx: Ctx<AgentActor>;
  profile: AgentLogin["agent"];
}

export async function makeAgent(account: TestAccount, fullName = "Sam Support"): Promise<TestAgent> {
  const username = `agent_${randomId(12)}`;
  const profile = await createAgent(account.admin, { username, email: `${username}@example.com`, password: PASSWORD, fullName });
  const actor: AgentActor = { kind: "agent", id: profile.id, accountId: account.admin.actor.accountId, fullName };
  return { ctx: createContext(account.admin, actor), profile };
}

export const newSessionId = () => `session_${randomId(20)}`;

/** Everything published on a topic from now on, without what each process tells its own visitors of who is there, whenever it has read it. */
export function recordEvents(core: Core, topic: Topic): ChatEvent[] {
  const events: ChatEvent[] = [];
  core.deps.bus.subscribe(topic, (event) => event.type === "staffing.found" || events.push(event));
  return events;
}

/** The token an agent gets when it logs in. */
export const agentToken = async (agent: TestAgent): Promise<string> =>
  (await logInAgent(createContext(agent.ctx, ANONYMOUS), { email: agent.profile.email, password: PASSWORD })).token;

export interface ChatKey {
  siteKey: string;
  sessionId: string;
}

/** A chat in which the visitor said hello and the assistant answered. */
export async function startChat(account: TestAccount, siteKey = account.widget.siteKey): Promise<ChatKey> {
  const key = { siteKey, sessionId: newSessionId() };
  await sendVisitorMessage(account.visitor, { ...key, text: "Hello" });
  await account.visitor.background.idle();
  return key;
}

/** A chat that waits for an agent. */
export async function queueChat(account: TestAccount, siteKey = account.widget.siteKey): Promise<ChatKey> {
  const key = await startChat(account, siteKey);
  await escalate(account.visitor, key);
  await account.visitor.background.idle();
  return key;
}

/** A chat that this agent has. */
export async function holdChat(account: TestAccount, agent: TestAgent): Promise<ChatKey> {
  const key = await queueChat(account);
  await acceptChat(agent.ctx, { sessionId: key.sessionId });
  await account.visitor.background.idle();
  return key;
}

/** Rows as they stand in the tables, read past everything that is tested. */
export async function readRows<Row>(core: Core, statement: string): Promise<Row[]> {
  const [rows] = await core.deps.db.execute(statement);
  return rows as unknown as Row[];
}

/** Waits until `holds` is true. @throws Error when it is not within the deadline */
export async function until(holds: () => boolean | Promise<boolean>, deadlineMs = 4_500): Promise<void> {
  const end = Date.now() + deadlineMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${deadlineMs} ms: ${holds}`);
    await Bun.sleep(5);
  }
}

/** A promise and the function that resolves it: what a test holds back and lets go. */
export function gate(): { opened: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
