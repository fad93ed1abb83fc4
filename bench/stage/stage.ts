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
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  const opened = <T extends { stop(): Promise<void> }>(one: T): T => {
    closers.push(() => one.stop());
    return one;
  };
  try {
    const database = opened(await startDatabase({ durable }));
    const product = opened(await startProduct(database, { agents, profileTo }));
    const running = [];
    for (const name of limits) running.push(contenderOf(name, opened(await startLimit(name, database))));
    return { ...stageOf(database, product, running), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function stageOf(database: BenchDatabase, product: RunningProduct, limits: Contender[]): Omit<Stage, "close"> {
  const ours: Contender = { name: "ours", label: "ours", pid: product.server.pid, socketUrl: product.socketUrl, table: "messages" };
  let runs = 0;
  const targetOf = ({ name, socketUrl }: Contender): Target =>
    name === "ours" ? { kind: "product", socketUrl, siteKey: product.siteKey, agents: product.agents } : { kind: "limit", socketUrl };
  return {
    database,
    product,
    contenders: [ours, ...limits],
    targetOf,
    async talk(contender, { chats, agents: wanted, phases }) {
      const { pid, table } = contender;
      const target = targetOf(contender);
      const result = await talk({ target, run: ++runs, chats, agents: wanted, phases, pids: { server: pid, database: database.pid } });
      const stored = table ? await checkRows(database.pool, table, result) : { deliveredNotStored: 0, storedTwice: 0, storedOutOfOrder: 0 };
      if (table) await emptyTable(database.pool, table);
      return { ...result, stored };
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
