import type { Socket } from "bun";
import { createPipe, type Flow, type Pipe } from "./pipe";

/** Where a connection leads: a port of this machine, or a Unix socket. */
export type Target = { port: number } | { unix: string };

/** From the client to the server, and back. */
export type Direction = "up" | "down";

/** A network path that can be made bad: everything between a client and a server passes through it. */
export interface Link {
  readonly port: number;
  /** Connections that are open now. */
  readonly size: number;
  /** Ends every connection at once, as a reset does. New ones are let through. */
  cut(): void;
  /** Nothing passes in this direction, and nothing is lost. */
  freeze(direction: Direction): void;
  /** One connection of now is frozen in both directions, while the others flow. @param which from 0, below 1: of those that are open */
  stall(which: number): void;
  /** The connections of now lead nowhere for good, and nobody is told. New ones are let through. */
  halfOpen(): void;
  delay(ms: number): void;
  /** The client reads slowly: the server feels it. @param bytes let through every 10 ms */
  trickle(bytes: number): void;
  /** New connections are refused, too. */
  block(): void;
  /** All is well again, but for connections that lead nowhere. */
  heal(): void;
  stop(): void;
}

interface Connection {
  flows: Record<Direction, Flow>;
  up: Pipe;
  down: Pipe;
  /** One side has closed. What is still held back for the other comes when the path is healed. */
  leave(): void;
  terminate(): void;
}

const OPEN: Flow = { mode: "open", delayMs: 0, trickle: 0 };

/** @param target asked at each connection; null refuses it */
export function createLink(target: () => Target | null): Link {
  const connections = new Set<Connection>();
  const present: Record<Direction, Flow> = { up: { ...OPEN }, down: { ...OPEN } };
  let isBlocked = false;

  const each = (change: (connection: Connection) => void) => {
    for (const connection of [...connections]) change(connection);
  };
  const set = (direction: Direction, change: Partial<Flow>) => {
    Object.assign(present[direction], change);
    each(({ flows, up, down }) => {
      if (flows[direction].mode !== "lost") Object.assign(flows[direction], change);
      up.pump();
      down.pump();
    });
  };

  const listener = Bun.listen<{ connection: Connection | null }>({
    hostname: "127.0.0.1",
    port: 0,
    socket: {
      open(client) {
        const to = isBlocked ? null : target();
        client.data = { connection: to && join(client, to) };
        if (!to) client.terminate();
      },
      data: (client, bytes) => client.data.connection?.up.take(bytes),
      drain: (client) => client.data.connection?.down.drain(),
      end: (client) => client.data.connection?.up.end(),
      close(client) {
        client.data.connection?.up.end();
        client.data.connection?.leave();
      },
      error: (client) => client.data.connection?.terminate(),
    },
  });

  function join(client: Socket<unknown>, to: Target): Connection {
    let server: Socket | undefined;
    let isOver = false;
    let sidesLeft = 2;
    const flows = { up: { ...present.up }, down: { ...present.down } };
    const connection: Connection = {
      flows,
      up: createPipe(
        flows.up,
        () => client as Socket,
        () => server,
      ),
      down: createPipe(
        flows.down,
        () => server,
        () => client as Socket,
      ),
      leave() {
        sidesLeft -= 1;
        if (sidesLeft === 0) connections.delete(connection);
      },
      terminate() {
        isOver = true;
        connections.delete(connection);
        connection.up.stop();
        connection.down.stop();
        client.terminate();
        server?.terminate();
      },
    };
    connections.add(connection);
    const socket = {
      open(opened: Socket) {
        if (isOver) return opened.terminate();
        server = opened;
        connection.up.pump();
      },
      data: (_: Socket, bytes: Uint8Array) => connection.down.take(bytes),
      drain: () => connection.up.drain(),
      end: () => connection.down.end(),
      close: () => {
        connection.down.end();
        connection.leave();
      },
      error: () => connection.terminate(),
      connectError: () => connection.terminate(),
    };
    const opening = "unix" in to ? Bun.connect({ unix: to.unix, socket }) : Bun.connect({ hostname: "127.0.0.1", port: to.port, socket });
    opening.catch(() => connection.terminate());
    return connection;
  }

  const heal = () => {
    isBlocked = false;
    set("up", OPEN);
    set("down", OPEN);
  };
  return {
    port: listener.port,
    get size() {
      return connections.size;
    },
    cut: () => each((connection) => connection.terminate()),
    freeze: (direction) => set(direction, { mode: "frozen" }),
    stall(which) {
      const one = [...connections][Math.floor(which * connections.size)];
      for (const flow of one ? Object.values(one.flows) : []) if (flow.mode === "open") flow.mode = "frozen";
    },
    halfOpen: () =>
      each(({ flows }) => {
        flows.up.mode = "lost";
        flows.down.mode = "lost";
      }),
    delay: (ms) => {
      set("up", { delayMs: ms });
      set("down", { delayMs: ms });
    },
    trickle: (bytes) => set("down", { trickle: bytes }),
    block() {
      isBlocked = true;
      each((connection) => connection.terminate());
    },
    heal,
    stop() {
      each((connection) => connection.terminate());
      listener.stop(true);
    },
  };
}
