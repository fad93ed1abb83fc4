import { testDatabase } from "@chat/db/testing";
import type { AgentLogin, ChatEvent, Widget } from "./contract";
import {
  type AdminActor,
  type AgentActor,
  ANONYMOUS,
  authenticate,
  type Core,
  type CoreOptions,
  type Ctx,
  createAgent,
  createContext,
  createCore,
  createWidget,
  randomId,
  registerAdmin,
} from "./core";
import type { Topic } from "./core/bus";

const cores: Core[] = [];

/** A core on this process's test database. Its faults are thrown, not logged. */
export async function testCore(options: Partial<CoreOptions> = {}): Promise<Core> {
  const { db } = await testDatabase();
  const core = createCore({
    db,
    tokenSecret: new TextEncoder().encode(randomId(32)),
    tokenDays: 7,
    agentGraceSeconds: 60,
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
  return { admin: ctx, token, email: admin.email, visitor, widget: await createWidget(ctx, { businessName: "Test shop" }) };
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

/** Everything published on a topic from now on. */
export function recordEvents(core: Core, topic: Topic): ChatEvent[] {
  const events: ChatEvent[] = [];
  core.deps.bus.subscribe(topic, (event) => events.push(event));
  return events;
}
