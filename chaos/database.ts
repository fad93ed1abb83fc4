import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Database, openDatabase, type PrivateDatabase, startPrivateDatabase } from "@chat/db";

/** The lane's own database, and a way to its rows past all links. */
export interface RealDatabase {
  readonly socketPath: string;
  readonly isUp: boolean;
  /** kill -9. */
  kill(): Promise<void>;
  /** Resolves when it answers. Does nothing while it runs. */
  start(): Promise<void>;
  stop(): Promise<void>;
  rows<T>(statement: string): Promise<T[]>;
}

/** Commits outlive the process at once, as they do in production. */
export async function startDatabase(directory: string): Promise<RealDatabase> {
  const options = { directory, database: "chat", durable: true };
  let running: PrivateDatabase | null = await startPrivateDatabase(options);
  const { address } = running;
  let reader: Database = openDatabase(address);
  let turn: Promise<void> = Promise.resolve();

  /** One start or end after the other. */
  const inTurn = (work: () => Promise<void>) => {
    turn = turn.then(work, work);
    return turn;
  };
  return {
    socketPath: address.socketPath,
    get isUp() {
      return running !== null;
    },
    kill: () =>
      inTurn(async () => {
        if (!running) return;
        const ended = running;
        running = null;
        const pid = Number(await readFile(join(directory, "database.pid"), "utf8"));
        process.kill(pid, "SIGKILL");
        await gone(pid);
        // It would be started again by itself otherwise, at a time of its own choice.
        await ended.stop();
      }),
    start: () =>
      inTurn(async () => {
        if (running) return;
        running = await startPrivateDatabase(options);
        await reader.close().catch(() => {});
        reader = openDatabase(address);
      }),
    stop: () =>
      inTurn(async () => {
        await reader.close().catch(() => {});
        await running?.stop();
        running = null;
      }),
    async rows<T>(statement: string): Promise<T[]> {
      const [rows] = await reader.db.execute(statement);
      return rows as unknown as T[];
    },
  };
}

async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await Bun.sleep(2);
  }
}
