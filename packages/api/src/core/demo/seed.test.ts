import { afterAll, expect, test } from "bun:test";
import { ownDatabase } from "@chat/db/testing";
import { closeTestCores, makeAccount, PASSWORD, testCore } from "../../testing";
import { createContext, findDemoSiteKey, listAgents, listPairs, listWidgets, logInAdmin, logInAgent, seedDemo } from "..";
import { authenticate } from "../account/authenticate";
import { ANONYMOUS } from "../context";
import { DEMO_ADMIN, DEMO_AGENT, DEMO_PAIRS } from "./shop";

const database = await ownDatabase();

afterAll(async () => {
  await closeTestCores();
  await database.close();
});

test("an empty database gets one demo account, also from three servers that start together", async () => {
  const core = await testCore({ db: database.db });
  const anyone = createContext(core.deps, ANONYMOUS);
  expect(await findDemoSiteKey(core.deps)).toBeNull();
  const made = await Promise.all([1, 2, 3].map(() => seedDemo(core.deps)));
  expect(made.filter(Boolean)).toHaveLength(1);

  const { token } = await logInAdmin(anyone, DEMO_ADMIN);
  const admin = createContext(core.deps, await authenticate(core.deps, token));
  expect((await listWidgets(admin, {})).widgets.map((widget) => widget.siteKey)).toEqual([(await findDemoSiteKey(core.deps)) as string]);
  expect((await listAgents(admin, {})).map((agent) => agent.email)).toEqual([DEMO_AGENT.email]);
  expect(await listPairs(admin, {})).toHaveLength(DEMO_PAIRS.length);
  expect((await logInAgent(anyone, DEMO_AGENT)).agent.fullName).toBe(DEMO_AGENT.fullName);
  expect(await seedDemo(core.deps)).toBe(false);
});

test("a database in use gets none", async () => {
  const core = await testCore();
  await makeAccount(core);
  expect(await seedDemo(core.deps)).toBe(false);
  expect(await findDemoSiteKey(core.deps)).toBeNull();
  await expect(logInAdmin(createContext(core.deps, ANONYMOUS), { ...DEMO_ADMIN, password: PASSWORD })).rejects.toMatchObject({
    reason: "CREDENTIALS_WRONG",
  });
});
