import { createServer } from "node:net";
import { canGuard } from "@chat/db/testing";

/** A real Redis of a test's own, on a port that stays its own when it is started again. It ends with this process, kill -9 included. */
export interface TestRedis {
  readonly url: string;
  /** Resolves when it answers. What it knew before is gone. */
  start(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
  /** It keeps its connections, and says nothing on them. */
  freeze(): void;
  thaw(): void;
}

const POLL_MS = 20;
const DEADLINE_MS = 15_000;

/**
 * Call it from the main thread: the death signal follows the thread that spawned.
 * @throws Error with its output when it does not start
 */
export async function startTestRedis(): Promise<TestRedis> {
  const port = await freePort();
  let child = spawn(port);
  await untilItAnswers(port, child);
  return {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      child = spawn(port);
      await untilItAnswers(port, child);
    },
    async kill() {
      child.kill("SIGKILL");
      await child.exited;
    },
    freeze: () => child.kill("SIGSTOP"),
    thaw: () => child.kill("SIGCONT"),
  };
}

function spawn(port: number) {
  const serve = ["redis-server", "--bind", "127.0.0.1", "--port", String(port), "--save", "", "--appendonly", "no"];
  return Bun.spawn(canGuard() ? guarded(serve) : serve, { stdout: "pipe", stderr: "inherit" });
}

/** Killed by the kernel when this process ends: a frozen one hears no other signal. */
function guarded(command: string[]): string[] {
  // It may have died before the death signal was armed.
  const script = `[ "$PPID" = ${process.pid} ] && exec "$@"`;
  return ["setpriv", "--pdeathsig", "KILL", "--", "sh", "-c", script, "sh", ...command];
}

async function untilItAnswers(port: number, child: ReturnType<typeof spawn>): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill("SIGKILL");
      throw new Error(`redis-server did not start:\n${await new Response(child.stdout).text()}`);
    }
    await Bun.sleep(POLL_MS);
  }
}

async function answers(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = await Bun.connect({
    hostname: "127.0.0.1",
    port,
    socket: {
      open: (opened) => void opened.write("PING\r\n"),
      data: (_, data) => resolve(data.toString().startsWith("+PONG")),
      close: () => resolve(false),
    },
  }).catch(() => null);
  const isUp = socket !== null && (await promise);
  socket?.end();
  return isUp;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  const { promise, resolve } = Promise.withResolvers<void>();
  probe.listen(0, "127.0.0.1", resolve);
  await promise;
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}
