import type { ChildProcess } from "node:child_process";
import { createConnection } from "mysql2/promise";
import { canGuard, launch } from "./embedded/launch";
import { disown, isOwned, lastLines, openPlace, type Place } from "./embedded/place";
import { findServerProgram } from "./embedded/program";

export interface PrivateDatabase {
  readonly address: { socketPath: string; user: string; database: string };
  stop(): Promise<void>;
}

export interface PrivateDatabaseOptions {
  /** Folder of its own; made when absent. */
  directory: string;
  database: string;
  /** Whether a commit outlives a power cut. False only for tests. */
  durable?: boolean;
  log?(line: string): void;
}

const USER = "root";
const START_LIMIT_MS = 60_000;
const POLL_MS = 10;
const RESTART_DELAY_MAX_MS = 5_000;
/** A database that ran this long was healthy: start it again at once. */
const HEALTHY_MS = 10_000;

/**
 * A MariaDB or MySQL of our own under a folder, reachable by a Unix socket alone. It ends with this process, kill -9 included, and is started again when
 * it ends by itself. Processes that share a folder share one database: one runs it, the others stand by to take over.
 * Call it from the main thread: the death signal follows the thread that spawned.
 * @throws Error with one line when no database program is installed, or with the end of its log when it does not start
 */
export async function startPrivateDatabase(options: PrivateDatabaseOptions): Promise<PrivateDatabase> {
  const { directory, database, durable = true, log = () => {} } = options;
  const program = findServerProgram();
  const place = openPlace(directory);
  const address = { socketPath: place.socketPath, user: USER, database };
  // Without a lock to wait for, a second start on a living database would hang: leave that one to its owner.
  if (!canGuard() && (await answers(place, database))) return { address, stop: async () => {} };

  const supervisor = supervise(() => launch(program, place, durable), { log, name: program.kind });
  try {
    await waitUntilAnswering(place, database, supervisor);
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
  return {
    address,
    async stop() {
      disown(place);
      await supervisor.stop();
    },
  };
}

async function waitUntilAnswering(place: Place, database: string, supervisor: { exits: number }): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS;
  while (!(isOwned(place) && (await answers(place, database)))) {
    if (supervisor.exits > 0) throw new Error(`The private database in ${place.folder} does not start:\n${lastLines(place)}`);
    if (Date.now() > deadline) throw new Error(`The private database in ${place.folder} does not answer.\n${lastLines(place)}`);
    await Bun.sleep(POLL_MS);
  }
}

async function answers(place: Place, database: string): Promise<boolean> {
  try {
    const connection = await createConnection({ socketPath: place.socketPath, user: USER });
    try {
      await connection.query("CREATE DATABASE IF NOT EXISTS ?? CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci", [database]);
    } finally {
      connection.destroy();
    }
    return true;
  } catch {
    return false;
  }
}

/** Keeps a process running until stopped. */
function supervise(start: () => ChildProcess, report: { name: string; log(line: string): void }) {
  let child: ChildProcess;
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let delayMs = 0;
  const supervisor = { exits: 0, stop };
  run();
  return supervisor;

  function run() {
    const startedAt = Date.now();
    child = start();
    child.once("exit", (code, signal) => {
      supervisor.exits += 1;
      if (isStopped) return;
      delayMs = Date.now() - startedAt > HEALTHY_MS ? 0 : Math.min(Math.max(delayMs * 2, 50), RESTART_DELAY_MAX_MS);
      report.log(`${report.name} ended (${signal ?? `code ${code}`}), starting it again`);
      timer = setTimeout(run, delayMs);
    });
  }

  async function stop(): Promise<void> {
    isStopped = true;
    clearTimeout(timer);
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.ref();
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  }
}
