import { expectData, makeApiAccount, PASSWORD, restClient } from "../../e2e/harness/rest";
import { makeDataDir, removeDataDir, startServer, type TestServer } from "../../e2e/harness/server";
import type { BenchDatabase } from "./database";
import { urlOf } from "./pool";
import { GC_ON_SIGNAL } from "./settle";

/** The real server on the bench's database, with an account, one widget and agents made through the documented API. */
export interface RunningProduct {
  readonly server: TestServer;
  readonly socketUrl: string;
  /** Of the account's admin. */
  token: string;
  siteKey: string;
  agents: { id: number; token: string; email: string }[];
  /** A new process at a new address, which knows nothing but what the rows say. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface ProductOptions {
  agents: number;
  /** Folder for a CPU profile, written when the server ends. */
  profileTo?: string | undefined;
}

/** The same for every process, so that tokens stay good. */
export const productEnv = (database: BenchDatabase, options: string = GC_ON_SIGNAL) => ({
  DATABASE_URL: urlOf(database.address),
  NODE_ENV: "production",
  JWT_SECRET: "of-the-bench-alone-and-of-nothing-else",
  AGENT_GRACE_SECONDS: "3600",
  BUN_OPTIONS: options,
});

const PROFILE = "--cpu-prof --cpu-prof-md --cpu-prof-interval 200";

export async function startProduct(database: BenchDatabase, { agents, profileTo }: ProductOptions): Promise<RunningProduct> {
  const dataDir = await makeDataDir();
  const options = profileTo ? `${GC_ON_SIGNAL} ${PROFILE} --cpu-prof-dir ${profileTo}` : GC_ON_SIGNAL;
  const env = productEnv(database, options);
  let server = await startServer({ dataDir, env });
  const account = await makeApiAccount(server.url, `bench${Date.now()}`);
  const more = await Promise.all(Array.from({ length: agents - 1 }, (_, index) => makeAgent(server.url, account.token, index)));
  return {
    get server() {
      return server;
    },
    get socketUrl() {
      return server.url.replace(/^http/, "ws");
    },
    token: account.token,
    siteKey: account.siteKey,
    agents: [account.agent, ...more],
    async restart() {
      await server.stop();
      server = await startServer({ dataDir, env });
    },
    async stop() {
      await server.stop();
      await removeDataDir(dataDir);
    },
  };
}

async function makeAgent(serverUrl: string, adminToken: string, index: number) {
  const username = `bench${Date.now()}-${index}`;
  const email = `${username}@example.com`;
  const wanted = { username, email, password: PASSWORD, full_name: "Robin Reed" };
  await expectData(restClient(serverUrl, adminToken)("POST", "/agents", wanted));
  const login = restClient(serverUrl)("POST", "/auth/agent-login", { email, password: PASSWORD });
  const { agent, token } = await expectData<{ agent: { id: number }; token: string }>(login);
  return { id: agent.id, email, token };
}
