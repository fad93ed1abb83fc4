import { mkdtemp, rm } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseAddress } from "../client";
import { endingOf } from "./answer-ending";

export interface CuttingProxy {
  readonly address: DatabaseAddress;
  /** From the next statement on that holds these words, no answer comes back but a refusal, and each connection that waits for one is cut once the database has answered. */
  cutAnswersTo(words: string): void;
  /** From now on the database hears everything and no connection that is open now hears of it. */
  fallSilent(): void;
  /** Lets nobody in. */
  refuse(): void;
  /** Everything passes again. */
  heal(): void;
  /** How many connections were cut. */
  cuts(): number;
  close(): Promise<void>;
}

/** Stands between a client and its database, and loses answers: what was asked has happened, and nobody is told. */
export async function openCuttingProxy(target: DatabaseAddress): Promise<CuttingProxy> {
  const directory = await mkdtemp(join(tmpdir(), "chat-cut-"));
  const socketPath = join(directory, "cut.sock");
  let words: string | null = null;
  let isRefusing = false;
  let cuts = 0;

  const open = new Set<net.Socket>();
  const silencers = new Map<net.Socket, () => void>();
  const connect = () => {
    if ("socketPath" in target) return net.connect(target.socketPath);
    const { hostname, port } = new URL(target.uri);
    return net.connect(Number(port || 3306), hostname);
  };
  const server = net.createServer((client) => {
    if (isRefusing) return client.destroy();
    const database = connect();
    let isDoomed = false;
    let kept = Buffer.alloc(0);
    let isSilent = false;
    open.add(client);
    silencers.set(client, () => {
      isSilent = true;
    });
    client.on("data", (data) => {
      isDoomed ||= words !== null && data.includes(words);
      database.write(data);
    });
    database.on("data", (data) => {
      if (isSilent) return;
      if (!isDoomed) return client.write(data);
      // Cut earlier, the database would not carry out the rest of what it was asked.
      kept = Buffer.concat([kept, Buffer.from(data)]);
      const ending = endingOf(kept);
      if (ending === "refused") {
        isDoomed = false;
        client.write(kept);
        kept = Buffer.alloc(0);
      } else if (ending === "done") {
        cuts += 1;
        client.destroy();
        database.destroy();
      }
    });
    const end = () => {
      open.delete(client);
      silencers.delete(client);
      client.destroy();
      database.destroy();
    };
    for (const socket of [client, database]) socket.on("error", end).on("close", end);
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));

  return {
    address: "uri" in target ? { ...credentialsOf(target.uri), socketPath } : { ...target, socketPath },
    cutAnswersTo: (next) => {
      words = next;
    },
    fallSilent() {
      for (const silence of silencers.values()) silence();
    },
    refuse() {
      isRefusing = true;
      for (const client of open) client.destroy();
    },
    heal() {
      words = null;
      isRefusing = false;
    },
    cuts: () => cuts,
    async close() {
      for (const client of open) client.destroy();
      await new Promise((resolve) => server.close(resolve));
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function credentialsOf(uri: string) {
  const { username, password, pathname } = new URL(uri);
  return { user: decodeURIComponent(username), password: decodeURIComponent(password), database: pathname.slice(1) };
}
