import { createHash } from "node:crypto";
import { chmodSync, lstatSync, mkdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where everything of one private database lies. */
export interface Place {
  folder: string;
  lock: string;
  /** Holds the id of the process whose database this is now. */
  owner: string;
  log: string;
  socketPath: string;
}

/** `sun_path` of a Unix socket holds 107 characters and a zero. */
const SOCKET_PATH_MAX = 107;

/** Makes the folder, closed to other users: the socket in it needs no password. */
export function openPlace(directory: string): Place {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
  const folder = realpathSync(directory);
  const inside = join(folder, "database.sock");
  return {
    folder,
    lock: join(folder, "lock"),
    owner: join(folder, "owner"),
    log: join(folder, "database.log"),
    socketPath: Buffer.byteLength(inside) <= SOCKET_PATH_MAX ? inside : join(shortFolder(folder), "database.sock"),
  };
}

function shortFolder(folder: string): string {
  const uid = process.getuid?.() ?? 0;
  const short = join(tmpdir(), `chat-database-${createHash("sha256").update(`${uid}:${folder}`).digest("hex").slice(0, 16)}`);
  mkdirSync(short, { recursive: true, mode: 0o700 });
  const found = lstatSync(short);
  // The name can be guessed: whoever made it first could otherwise listen there.
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0)
    throw new Error(`${short} must be a folder that only this user can open.`);
  return short;
}

/** False for a database whose owner has left: it still answers, but is on its way out. */
export function isOwned(place: Place): boolean {
  const owner = readOwner(place);
  if (owner === undefined) return false;
  try {
    process.kill(owner, 0);
    return true;
  } catch {
    return false;
  }
}

/** Tells newcomers that the database is about to end. */
export function disown(place: Place): void {
  if (readOwner(place) === process.pid) rmSync(place.owner, { force: true });
}

export function lastLines(place: Place): string {
  return readFileSync(place.log, "utf8").trimEnd().split("\n").slice(-5).join("\n");
}

function readOwner(place: Place): number | undefined {
  try {
    return Number(readFileSync(place.owner, "utf8")) || undefined;
  } catch {
    return undefined;
  }
}
