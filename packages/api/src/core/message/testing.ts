import { afterAll } from "bun:test";
import { openDatabase } from "@chat/db";
import { cuttingProxy } from "@chat/db/testing";
import { closeTestCores, gate, makeAccount, makeAgent, testCore } from "../../testing";
import type { Core } from "../core";

/** An account whose messages go through a proxy that loses answers when it is told to. What checks them does not. It ends with the file's tests. */
export async function accountBehindProxy() {
  const proxy = await cuttingProxy();
  const database = openDatabase(proxy.address);
  afterAll(async () => {
    await closeTestCores();
    await database.close();
    await proxy.close();
  });
  const core = await testCore({ batches: database.batches });
  const account = await makeAccount(core);
  return { proxy, database, core, account, agent: await makeAgent(account) };
}

/** Another transaction that holds what the statement locks. @returns what lets go of it */
export async function hold(core: Core, statement: string): Promise<() => Promise<void>> {
  const [held, released] = [gate(), gate()];
  const holding = core.deps.db.transaction(async (tx) => {
    await tx.execute(statement);
    held.open();
    await released.opened;
  });
  await held.opened;
  return () => {
    released.open();
    return holding;
  };
}
