import { afterAll, expect, test } from "bun:test";
import { closeTestCores, makeAccount, PASSWORD, recordEvents, testCore } from "../../testing";
import { adminTopic, authenticate, logInAdmin, logOutEverywhere } from "..";

afterAll(closeTestCores);

const core = await testCore();

test("every token of the admin ends, and no other account's", async () => {
  const [account, other] = [await makeAccount(core), await makeAccount(core)];
  const second = await logInAdmin(account.visitor, { email: account.email, password: PASSWORD });
  const told = recordEvents(core, adminTopic(account.admin.actor.id));

  await logOutEverywhere(account.admin, {});

  for (const token of [account.token, second.token]) {
    await expect(authenticate(core.deps, token)).rejects.toMatchObject({ reason: "TOKEN_INVALID" });
  }
  expect(told.map((event) => event.type)).toEqual(["access.revoked"]);
  expect(await authenticate(core.deps, other.token)).toMatchObject({ kind: "admin" });
  const again = await logInAdmin(account.visitor, { email: account.email, password: PASSWORD });
  expect(await authenticate(core.deps, again.token)).toMatchObject({ kind: "admin" });
});
