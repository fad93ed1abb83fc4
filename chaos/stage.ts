import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startTestRedis, type TestRedis } from "@chat/api/testing/redis";
import { makeApiAccount } from "../e2e/harness/rest";
import { freePort, makeDataDir, removeDataDir, startServer, type TestServer } from "../e2e/harness/server";
import { type RealDatabase, startDatabase } from "./database";
import { keepJournal } from "./journal";
import { createLink, type Link } from "./link";

/** A server that runs, is starting, or is dead, always on the same port. */
export interface Process {
  readonly port: number;
  readonly database: Link;
  readonly redis: Link | null;
  /** Null while it is dead. */
  server: TestServer | null;
  starting: Promise<void> | null;
  clock: string;
}

export interface StageAgent {
  id: number;
  name: string;
  token: string;
}

/** Everything real that the people of a schedule meet: processes, database, Redis and the paths between them. */
export interface Stage {
  readonly database: RealDatabase;
  readonly redis: TestRedis | null;
  readonly processes: readonly Process[];
  readonly adminToken: string;
  readonly agents: readonly [StageAgent, StageAgent];
  /** A path to the servers for one client: each new connection comes to the next process that lives. */
  openLink(): Link;
  startProcess(process: Process): Promise<void>;
  killProcess(process: Process, signal: "kill" | "stop"): Promise<void>;
  setClock(process: Process, shiftMs: number): Promise<void>;
  killRedis(): Promise<void>;
  startRedis(): Promise<void>;
  hasRedis(): boolean;
  /** All that was made bad is made good, and everything runs. */
  heal(): Promise<void>;
  stop(): Promise<void>;
}

const SECRET = "a secret that all processes of a stage share";

/** @param graceSeconds how long an agent who is gone keeps its chats */
export async function openStage(processCount: number, graceSeconds: number): Promise<Stage> {
  const dataDir = await makeDataDir();
  const database = await startDatabase(join(dataDir, "database"));
  const redis = processCount > 1 ? await startTestRedis() : null;
  const redisPort = redis && Number(new URL(redis.url).port);
  const processes: Process[] = [];
  for (let number = 0; number < processCount; number++) {
    const clock = join(dataDir, `clock-${number}`);
    await writeFile(clock, "0");
    processes.push({
      port: await freePort(),
      database: createLink(() => (database.isUp ? { unix: database.socketPath } : null)),
      redis: redisPort ? createLink(() => ({ port: redisPort })) : null,
      server: null,
      starting: null,
      clock,
    });
  }

  const startProcess = (process: Process): Promise<void> => {
    if (process.server) return Promise.resolve();
    process.starting ??= startServer({
      dataDir,
      port: process.port,
      env: {
        DATABASE_URL: `mysql://root@127.0.0.1:${process.database.port}/chat`,
        ...(process.redis && { REDIS_URL: `redis://127.0.0.1:${process.redis.port}` }),
        JWT_SECRET: SECRET,
        AGENT_GRACE_SECONDS: String(graceSeconds),
        CHAOS_CLOCK: process.clock,
        BUN_OPTIONS: `--preload=${join(import.meta.dir, "shifted-clock.ts")}`,
      },
    })
      .then((server) => {
        process.server = server;
      })
      .finally(() => {
        process.starting = null;
      });
    return process.starting;
  };
  const killProcess = async (process: Process, signal: "kill" | "stop") => {
    await process.starting?.catch(() => {});
    const server = process.server;
    process.server = null;
    await server?.[signal]();
  };
  const setClock = async (process: Process, shiftMs: number) => {
    await writeFile(process.clock, String(shiftMs));
    if (process.server) globalThis.process.kill(process.server.pid, "SIGUSR2");
  };

  let redisIsUp = redis !== null;
  let redisTurn: Promise<void> = Promise.resolve();
  const withRedis = (shouldBeUp: boolean, act: (redis: TestRedis) => Promise<void>): Promise<void> => {
    redisTurn = redisTurn.then(async () => {
      if (!redis || redisIsUp === shouldBeUp) return;
      redisIsUp = shouldBeUp;
      await act(redis);
    });
    return redisTurn;
  };
  const killRedis = () => withRedis(false, (running) => running.kill());
  const startRedis = () => withRedis(true, (dead) => dead.start());

  await Promise.all(processes.map(startProcess));
  await keepJournal(database);
  const firstUrl = `http://127.0.0.1:${processes[0]?.port}`;
  const account = await makeApiAccount(firstUrl, "chaos");
  const second = await secondAgent(firstUrl, account.token);
  let turn = 0;

  return {
    database,
    redis,
    processes,
    adminToken: account.token,
    agents: [{ id: account.agent.id, name: "Robin Reed", token: account.agent.token }, second],
    openLink: () =>
      createLink(() => {
        const alive = processes.filter(({ server }) => server !== null);
        const next = alive[turn++ % alive.length];
        return next ? { port: next.port } : null;
      }),
    startProcess,
    killProcess,
    setClock,
    killRedis,
    startRedis,
    hasRedis: () => redisIsUp,
    async heal() {
      for (const process of processes) {
        process.database.heal();
        process.redis?.heal();
      }
      await startRedis();
      await database.start();
      // One that was started while the database was away has ended by itself: it is started again, as a supervisor would.
      for (const process of processes) {
        if (process.server && (await hasEnded(process.server))) process.server = null;
        await process.starting?.catch(() => {});
        await startProcess(process);
        await setClock(process, 0);
      }
    },
    async stop() {
      await Promise.all(processes.map((process) => killProcess(process, "kill")));
      for (const process of processes) {
        process.database.stop();
        process.redis?.stop();
      }
      await killRedis();
      await database.stop();
      await removeDataDir(dataDir);
    },
  };
}

const hasEnded = async (server: TestServer): Promise<boolean> => {
  try {
    process.kill(server.pid, 0);
    return false;
  } catch {
    return true;
  }
};

const post = async <T>(url: string, body: unknown, token?: string): Promise<T> => {
  const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return ((await response.json()) as { data: T }).data;
};

async function secondAgent(serverUrl: string, adminToken: string): Promise<StageAgent> {
  const login = { email: "sam@example.com", password: "a-long-password" };
  await post(`${serverUrl}/api/agents`, { ...login, username: "sam", full_name: "Sam Sand" }, adminToken);
  const { agent, token } = await post<{ agent: { id: number }; token: string }>(`${serverUrl}/api/auth/agent-login`, login);
  return { id: agent.id, name: "Sam Sand", token };
}

/** A widget of a schedule's own. @returns its site key */
export async function openWidget(stage: Stage): Promise<string> {
  const url = `http://127.0.0.1:${stage.processes[0]?.port}/api/widgets`;
  const { widget } = await post<{ widget: { site_key: string } }>(url, { business_name: "A shop" }, stage.adminToken);
  return widget.site_key;
}
