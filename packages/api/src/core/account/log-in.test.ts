import { afterAll, describe, expect, test } from "bun:test";
import { closeTestCores, makeAccount, makeAgent, PASSWORD, testCore } from "../../testing";
import { ANONYMOUS, authenticate, createContext, logInAdmin, logInAgent, randomId, showAdmin, showAgent, updateAgent } from "..";

afterAll(closeTestCores);

const core = await testCore();
const anyone = createContext(core.deps, ANONYMOUS);
const CREDENTIALS_WRONG = { reason: "CREDENTIALS_WRONG", message: "Invalid email or password", fields: {} };
const nobody = () => `nobody_${randomId(12)}@example.com`;

describe("an admin", () => {
  test("logs in, and the token names it", async () => {
    const account = await makeAccount(core);
    const { admin, token } = await logInAdmin(anyone, { email: account.email, password: PASSWORD });
    expect(admin).toEqual(await showAdmin(account.admin, {}));
    expect(await authenticate(core.deps, token)).toEqual(account.admin.actor);
  });

  test("logs in with the e-mail in another case", async () => {
    const account = await makeAccount(core);
    const { admin } = await logInAdmin(anyone, { email: account.email.toUpperCase(), password: PASSWORD });
    expect(admin.id).toBe(account.admin.actor.id);
  });

  test("several log-ins stand side by side", async () => {
    const account = await makeAccount(core);
    const logins = await Promise.all([1, 2, 3].map(() => logInAdmin(anyone, { email: account.email, password: PASSWORD })));
    for (const { token } of [...logins, account]) expect(await authenticate(core.deps, token)).toEqual(account.admin.actor);
  });

  test("an unknown e-mail and a wrong password are told the same", async () => {
    const account = await makeAccount(core);
    await expect(logInAdmin(anyone, { email: nobody(), password: PASSWORD })).rejects.toMatchObject(CREDENTIALS_WRONG);
    await expect(logInAdmin(anyone, { email: account.email, password: "wrong horse" })).rejects.toMatchObject(CREDENTIALS_WRONG);
    await expect(logInAdmin(anyone, { email: account.email, password: ` ${PASSWORD}` })).rejects.toMatchObject(CREDENTIALS_WRONG);
  });

  test("is not an agent", async () => {
    const account = await makeAccount(core);
    await expect(logInAgent(anyone, { email: account.email, password: PASSWORD })).rejects.toMatchObject(CREDENTIALS_WRONG);
  });
});

describe("an agent", () => {
  test("logs in, and the token names it and its account", async () => {
    const account = await makeAccount(core);
    const { ctx, profile } = await makeAgent(account, "Nora Night");
    const { agent, token } = await logInAgent(anyone, { email: profile.email, password: PASSWORD });
    expect(agent).toEqual(await showAgent(ctx, {}));
    expect(agent.fullName).toBe("Nora Night");
    expect(await authenticate(core.deps, token)).toEqual(ctx.actor);
  });

  test("an unknown e-mail and a wrong password are told the same", async () => {
    const { profile } = await makeAgent(await makeAccount(core));
    await expect(logInAgent(anyone, { email: nobody(), password: PASSWORD })).rejects.toMatchObject(CREDENTIALS_WRONG);
    await expect(logInAgent(anyone, { email: profile.email, password: "wrong horse" })).rejects.toMatchObject(CREDENTIALS_WRONG);
  });

  test("who is disabled does not get in, and is not told why", async () => {
    const account = await makeAccount(core);
    const { profile } = await makeAgent(account);
    await updateAgent(account.admin, { agentId: profile.id, isActive: false });
    await expect(logInAgent(anyone, { email: profile.email, password: PASSWORD })).rejects.toMatchObject(CREDENTIALS_WRONG);
  });

  test("is not an admin", async () => {
    const { profile } = await makeAgent(await makeAccount(core));
    await expect(logInAdmin(anyone, { email: profile.email, password: PASSWORD })).rejects.toMatchObject(CREDENTIALS_WRONG);
  });
});

describe("bad input", () => {
  test.each([logInAdmin, logInAgent])("every bad field is named at once", async (logIn) => {
    await expect(logIn(anyone, {})).rejects.toMatchObject({ problems: ["Email is required", "Password is required"] });
    await expect(logIn(anyone, { email: "nonsense", password: "" })).rejects.toMatchObject({
      fields: { email: "Email is invalid", password: "Password is required" },
    });
    await expect(logIn(anyone, { email: ["a@example.com"], password: { $gt: "" } })).rejects.toMatchObject({ reason: "INPUT_INVALID" });
  });

  test("a wrong password is wrong, whatever rule it breaks", async () => {
    const account = await makeAccount(core);
    await expect(logInAdmin(anyone, { email: account.email, password: "x" })).rejects.toMatchObject(CREDENTIALS_WRONG);
  });
});
