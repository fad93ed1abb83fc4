import { basename, join } from "node:path";
import { type Database, openDatabase } from "@chat/db";
import { createDatabase, givenServerUrl } from "@chat/db/testing";
import { type ApiAccount, expectData, makeApiAccount, restClient } from "../e2e/harness/rest";
import { makeDataDir, removeDataDir, startServer, type TestServer } from "../e2e/harness/server";

/** A real server with two accounts, and a look into its tables. */
export interface Stage {
  readonly server: TestServer;
  readonly own: ApiAccount;
  readonly foreign: ApiAccount;
  /** Widgets of `own` that may be changed and deleted. */
  readonly spareSiteKeys: string[];
  readonly database: Database;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const dataDir = await makeDataDir();
  const server = await startServer({ dataDir, env: { AGENT_GRACE_SECONDS: "3600" } });
  const given = givenServerUrl();
  const place = given
    ? { uri: await createDatabase(given, basename(dataDir).replaceAll("-", "_").toLowerCase()) }
    : { socketPath: join(dataDir, "database", "database.sock"), user: "root", database: "chat" };
  const database = openDatabase(place);
  // Far from the small numbers that a generator likes: what deletes agents by number must not end the desk that is watched.
  for (const table of ["users", "agents"]) await database.db.execute(`ALTER TABLE ${table} AUTO_INCREMENT = 7000001`);
  const [own, foreign] = [await makeApiAccount(server.url, "fuzzed"), await makeApiAccount(server.url, "bystander")];
  const admin = restClient(server.url, own.token);
  const spares = Array.from({ length: SPARES }, () =>
    expectData<{ widget: { site_key: string } }>(admin("POST", "/widgets", { business_name: "Spare" })),
  );
  return {
    server,
    own,
    foreign,
    spareSiteKeys: (await Promise.all(spares)).map(({ widget }) => widget.site_key),
    database,
    async close() {
      await database.close();
      await server.stop();
      await removeDataDir(dataDir);
    },
  };
}

const SPARES = 30;
const TABLES = ["users", "widget_configs", "sessions", "messages", "files", "ratings", "assignments", "knowledge_pairs"];
const AGENTS = "BIT_XOR(CRC32(CONCAT_WS('|', id, username, email, password_hash, full_name, is_active, token_version)))";

/** A sum over every row but the times at which agents were seen. */
export async function sumOfRows({ db }: Database): Promise<string> {
  const [sums] = await db.execute(`CHECKSUM TABLE ${TABLES.join(", ")}`);
  const [agents] = await db.execute(`SELECT COUNT(*) agents, ${AGENTS} sum FROM agents`);
  return JSON.stringify([sums, agents]);
}
