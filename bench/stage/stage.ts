import type { DriverResult, Faults, Phase, Target } from "../driver/job";
import { talk } from "../driver/start";
import { type BenchDatabase, startDatabase } from "./database";
import { LIMITS, type LimitName, startLimit } from "./limits";
import { type RunningProduct, startProduct } from "./product";
import { checkRows, emptyTable, type StoredFaults } from "./stored";

export type ServerName = "ours" | LimitName;

export interface Contender {
  name: ServerName;
  label: string;
  pid: number;
  socketUrl: string;
  /** Where it stores; null: nowhere. */
  table: string | null;
}

export interface TalkResult extends DriverResult {
  stored: StoredFaults;
}

/** The product and the limits side by side on one database. */
export interface Stage {
  database: BenchDatabase;
  product: RunningProduct;
  contenders: Contender[];
  targetOf(contender: Contender): Target;
  /** Visitors and agents talk through one server; then the rows are compared and the messages forgotten. */
  talk(contender: Contender, chats: { chats: number; agents: number; phases: Phase[] }): Promise<TalkResult>;
  close(): Promise<void>;
}

export interface StageOptions {
  agents: number;
  limits?: LimitName[];
  durable?: boolean;
  profileTo?: string | undefined;
}

export async function openStage({
  agents,
  limits = ["relay", "each", "batched"],
  durable = true,
  profileTo,
}: StageOptions): Promise<Stage> {
  const database = await startDatabase({ durable });
  const product = await startProduct(database, { agents, profileTo });
  const running = await Promise.all(limits.map((name) => startLimit(name, database)));
  const ours: Contender = { name: "ours", label: "ours", pid: product.server.pid, socketUrl: product.socketUrl, table: "messages" };
  let runs = 0;
  const targetOf = ({ name, socketUrl }: Contender): Target =>
    name === "ours" ? { kind: "product", socketUrl, siteKey: product.siteKey, agents: product.agents } : { kind: "limit", socketUrl };
  return {
    database,
    product,
    contenders: [ours, ...running.map((limit, index) => contenderOf(limits[index] ?? "relay", limit))],
    targetOf,
    async talk(contender, { chats, agents: wanted, phases }) {
      const { pid, table } = contender;
      const target = targetOf(contender);
      const result = await talk({ target, run: ++runs, chats, agents: wanted, phases, pids: { server: pid, database: database.pid } });
      const stored = table ? await checkRows(database.pool, table, result) : { deliveredNotStored: 0, storedTwice: 0, storedOutOfOrder: 0 };
      if (table) await emptyTable(database.pool, table);
      return { ...result, stored };
    },
    async close() {
      await product.stop();
      await Promise.all(running.map((limit) => limit.stop()));
      await database.stop();
    },
  };
}

const contenderOf = (name: LimitName, { pid, socketUrl }: { pid: number; socketUrl: string }): Contender => ({
  name,
  label: LIMITS[name].label,
  pid,
  socketUrl,
  table: LIMITS[name].table,
});

/** Every way in which a message can go wrong, in one number. */
export const sumOfFaults = (faults: Faults | StoredFaults): number => Object.values(faults).reduce((sum, count) => sum + count, 0);
