import type { Db } from "@chat/db";
import { createLocalBus } from "../bus";
import type { Core } from "../core";
import type { Deps } from "../deps";
import { createQueues } from "./queues";
import { tellAgents } from "./tell-agents";
import { tellPlaces } from "./tell-places";

const BUILDERS = new Set<PropertyKey>(["select", "insert", "update", "delete", "execute"]);

export interface OtherProcess {
  deps: Deps;
  /** Statements that it began so far. */
  statements(): number;
  /** Keeps back what the given statement reads, counted from 1 from now on, after it was read. */
  hold(nth: number, opened: Promise<void>): void;
  /** Statements that were kept back so far. */
  held(): number;
}

/** A house on the same database that hears of nothing by itself, as a process that Redis does not reach, and whose statements are counted. */
export function otherProcess(core: Core): OtherProcess {
  let begun = 0;
  let held = 0;
  const holds = new Map<number, Promise<void>>();

  /** A query counts when it is sent, which is when it is awaited: one may be only a part of another. */
  const countSending = <T extends object>(query: T): T =>
    new Proxy(query, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== "function") return value;
        return (...given: unknown[]) => {
          if (name !== "then") return countSending(value.apply(target, given));
          const opened = holds.get(++begun);
          const rows = (target as unknown as Promise<unknown>).then(async (read) => {
            if (opened) held++;
            await opened;
            return read;
          });
          return rows.then(...(given as Parameters<typeof rows.then>));
        };
      },
    });

  const count = (db: Db): Db =>
    new Proxy(db, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== "function") return value;
        if (name === "transaction")
          return (work: (tx: Db) => Promise<unknown>) => target.transaction((tx) => work(count(tx as unknown as Db)));
        return (...given: unknown[]) => (BUILDERS.has(name) ? countSending(value.apply(target, given)) : value.apply(target, given));
      },
    });

  const db = count(core.deps.db);
  const bus = createLocalBus((error) => {
    throw error;
  });
  const deps = { ...core.deps, db, bus, queues: createQueues(db, core.deps.now) };
  tellPlaces(deps);
  tellAgents(deps);
  return {
    deps,
    statements: () => begun,
    hold: (nth, opened) => holds.set(begun + nth, opened),
    held: () => held,
  };
}
