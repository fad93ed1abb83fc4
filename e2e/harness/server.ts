import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createDatabase, dropDatabases, givenServerUrl } from "@chat/db/testing";
import { until } from "./until";

const root = new URL("../..", import.meta.url).pathname;

/** A real server process of a test's own, with a private database in a folder of its own, or one of that folder's name on the server that was given. */
export interface TestServer {
  readonly url: string;
  readonly pid: number;
  readonly dataDir: string;
  /** SIGTERM, as an operator stops it. @returns the exit code */
  stop(): Promise<number>;
  /** kill -9. */
  kill(): Promise<void>;
  output(): string;
}

export const makeDataDir = () => mkdtemp(join(tmpdir(), "chat-e2e-"));

export async function removeDataDir(dataDir: string): Promise<void> {
  await rm(dataDir, { recursive: true, force: true });
  const given = givenServerUrl();
  if (given) await dropDatabases(given, [databaseOf(dataDir)]);
}

const databaseOf = (dataDir: string) => basename(dataDir).replaceAll("-", "_").toLowerCase();

async function databaseSetting(dataDir: string): Promise<{ DATABASE_URL?: string }> {
  const given = givenServerUrl();
  return given ? { DATABASE_URL: await createDatabase(given, databaseOf(dataDir)) } : {};
}

interface ServerOptions {
  dataDir: string;
  port?: number;
  env?: Record<string, string>;
  /** How long it may take to be healthy. */
  withinMs?: number;
}

/** Starts `server.ts` and waits until it is healthy. @throws Error with its output when it ends before, or is not: then it is ended */
export async function startServer(options: ServerOptions): Promise<TestServer> {
  const port = options.port ?? (await freePort());
  const url = `http://localhost:${port}`;
  const child = Bun.spawn(["bun", "server.ts"], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: "development",
      HOST: "127.0.0.1",
      PORT: String(port),
      DATA_DIR: options.dataDir,
      ...(await databaseSetting(options.dataDir)),
      SEED_DEMO: "false",
      // A whole suite comes from one address.
      RATE_LIMIT_MAX: "1000000",
      AUTH_RATE_LIMIT_MAX: "1000000",
      PUBLIC_RATE_LIMIT_MAX: "1000000",
      ...options.env,
    },
    stdout: "pipe",
    stderr: "pipe",
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) void collect(stream, (text) => (output += text));

  const end = async (signal: "SIGTERM" | "SIGKILL") => {
    child.kill(signal);
    return child.exited;
  };
  const isHealthy = async () => {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    return (await fetch(`${url}/api/health`).catch(() => null))?.ok;
  };
  try {
    await until("the server to be healthy", isHealthy, options.withinMs);
  } catch (error) {
    await end("SIGKILL");
    throw new Error(`${(error as Error).message}:\n${output}`);
  }
  return {
    url,
    pid: child.pid,
    dataDir: options.dataDir,
    stop: () => end("SIGTERM"),
    kill: async () => void (await end("SIGKILL")),
    output: () => output,
  };
}

export async function freePort(): Promise<number> {
  const probe = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  const { port } = probe;
  probe.stop(true);
  return port;
}

async function collect(stream: ReadableStream<Uint8Array>, add: (text: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  for await (const chunk of stream) add(decoder.decode(chunk, { stream: true }));
}
