import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import type { Place } from "./place";
import type { ServerProgram } from "./program";

/**
 * Starts the database of a place, or waits its turn to: the lock is the kernel's, taken before anything is touched and held until the database
 * has ended, so two never run on one folder and nothing is left to clean up after kill -9. The first start fills a folder
 * beside and renames it, so a half-made one is never served.
 */
export function launch(program: ServerProgram, place: Place, durable: boolean): ChildProcess {
  const serve = program.serve({
    dataDirectory: join(place.folder, "data"),
    socketPath: place.socketPath,
    pidFile: join(place.folder, "database.pid"),
    durable,
  });
  const script = `
    [ "$PPID" = ${process.pid} ] || exit 0 # the parent died before the death signal was armed
    set -e
    cd ${quote(place.folder)}
    rm -rf tmp
    mkdir tmp
    export TMPDIR=${quote(join(place.folder, "tmp"))} # in a shared one, MariaDB deletes the temporary tables of every other server as it starts
    if [ ! -d data ]; then
      rm -rf data.unfinished
      ${command(program.prepare("./data.unfinished"))} # relative: MariaDB's installer trips over a space
      mv data.unfinished data
    fi
    echo ${process.pid} > owner
    rm -f ${quote(`${place.socketPath}.lock`)} # MySQL trusts a stale one
    exec ${command(serve)}`;
  const log = openSync(place.log, "a");
  const guard = canGuard() ? ["setpriv", "--pdeathsig", "TERM", "--", "flock", "--no-fork", place.lock] : [];
  const [file = "sh", ...args] = [...guard, "sh", "-c", script];
  // A group of its own: Ctrl-C must reach the server, which still needs the database while it drains.
  const child = spawn(file, args, { stdio: ["ignore", log, log], detached: true });
  closeSync(log);
  child.unref();
  return child;
}

let guardable: boolean | undefined;

/** Whether this machine can tie the database to our life and lock its folder: Linux with util-linux (BusyBox has neither option). */
export function canGuard(): boolean {
  guardable ??=
    spawnSync("setpriv", ["--pdeathsig", "TERM", "--", "flock", "--no-fork", "-n", "/dev/null", "true"], { stdio: "ignore" }).status === 0;
  return guardable;
}

function command(words: string[]): string {
  return words.map(quote).join(" ");
}

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
