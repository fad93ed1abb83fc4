import type { LimitStart } from "../limits/table";
import type { BenchDatabase } from "./database";
import { GC_ON_SIGNAL } from "./settle";

export const LIMITS = {
  relay: { label: "(a) relay without a database", program: "relay.ts", table: null },
  each: { label: "(b) one INSERT a message", program: "insert-each.ts", table: "limit_each" },
  batched: { label: "(c) batched INSERT alone", program: "insert-batched.ts", table: "limit_batched" },
} as const;

export type LimitName = keyof typeof LIMITS;

export interface RunningLimit {
  pid: number;
  socketUrl: string;
  stop(): Promise<void>;
}

/** Starts one limit in a process of its own. Its table has the columns and indexes of `messages`, without the foreign key. */
export async function startLimit(name: LimitName, { address, pool }: BenchDatabase): Promise<RunningLimit> {
  const { program, table } = LIMITS[name];
  if (table) await pool.query(`CREATE TABLE IF NOT EXISTS ${table} LIKE messages`);
  const start: LimitStart = { address, table: table ?? "" };
  const child = Bun.spawn(["bun", new URL(`../limits/${program}`, import.meta.url).pathname, JSON.stringify(start)], {
    env: { ...process.env, BUN_OPTIONS: GC_ON_SIGNAL },
    stdin: "pipe",
    stdout: "pipe",
    stderr: "inherit",
  });
  const { value } = await child.stdout.getReader().read();
  const port = Number(new TextDecoder().decode(value));
  if (!port) throw new Error(`the limit ${name} did not start`);
  return {
    pid: child.pid,
    socketUrl: `ws://127.0.0.1:${port}`,
    async stop() {
      child.kill();
      await child.exited;
    },
  };
}

export const isLimitName = (name: string): name is LimitName => name in LIMITS;
