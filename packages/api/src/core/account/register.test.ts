import { afterAll, describe, expect, test } from "bun:test";
import { closeTestCores, makeAccount, PASSWORD, readRows, testCore } from "../../testing";
import { ANONYMOUS, authenticate, createContext, randomId, registerAdmin } from "..";

afterAll(closeTestCores);

const core = await testCore();
const anyone = createContext(core.deps, ANONYMOUS);

function newcomer() {
  const username = `admin_${randomId(12)}`;
  return { username, email: `${username.toLowerCase()}@example.com`, password: PASSWORD };
}

const usersNamed = (username: string) =>
  readRows<{ id: number; password: string }>(core, `SELECT * FROM users WHERE username = '${username}'`);

describe("registering", () => {
  test("opens an account and logs its owner in", async () => {
    const input = newcomer();
    const { admin, token } = await registerAdmin(anyone, input);
    expect(admin).toEqual({ id: expect.any(Number), username: input.username, email: input.email });
    expect(await authenticate(core.deps, token)).toEqual({ kind: "admin", id: admin.id, accountId: admin.id });
  });

  test("stores no password that could be read", async () => {
    const input = newcomer();
    await registerAdmin(anyone, input);
    const [row] = await usersNamed(input.username);
    expect(row?.password).toStartWith("$argon2id$");
    expect(row?.password).not.toContain(PASSWORD);
  });

  test("takes an e-mail in any case, and keeps it in lower case", async () => {
    const input = newcomer();
    const { admin } = await registerAdmin(anyone, { ...input, email: `  ${input.email.toUpperCase()} ` });
    expect(admin.email).toBe(input.email);
  });

  test("ignores what it does not know", async () => {
    const { admin } = await registerAdmin(anyone, { ...newcomer(), id: 1, tokenVersion: 99 });
    const [row] = await readRows<{ token_version: number }>(core, `SELECT token_version FROM users WHERE id = ${admin.id}`);
    expect(row?.token_version).toBe(1);
  });
});

describe("names in use", () => {
  test("an e-mail in use is named", async () => {
    const account = await makeAccount(core);
    await expect(registerAdmin(anyone, { ...newcomer(), email: account.email })).rejects.toMatchObject({
      reason: "EMAIL_TAKEN",
      fields: { email: "Email is already registered" },
    });
  });

  test("a username in use is named", async () => {
    const account = await makeAccount(core);
    await expect(registerAdmin(anyone, { ...newcomer(), username: account.username })).rejects.toMatchObject({
      reason: "USERNAME_TAKEN",
      fields: { username: "Username is already taken" },
    });
  });

  test("when both are in use both are named", async () => {
    const { username, email } = await makeAccount(core);
    await expect(registerAdmin(anyone, { username, email, password: PASSWORD })).rejects.toMatchObject({
      reason: "EMAIL_TAKEN",
      fields: { email: "Email is already registered", username: "Username is already taken" },
    });
  });

  test("of five who register one name at once exactly one gets it", async () => {
    const input = newcomer();
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => registerAdmin(anyone, input)));
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject({ reason: "EMAIL_TAKEN" });
    expect(await usersNamed(input.username)).toHaveLength(1);
  });
});

describe("bad input", () => {
  test("every bad field is named at once", async () => {
    await expect(registerAdmin(anyone, { username: "ab", email: "nonsense", password: "short" })).rejects.toMatchObject({
      reason: "INPUT_INVALID",
      message: "Username must be at least 3 characters, Email is invalid, Password must be at least 6 characters",
      fields: {
        username: "Username must be at least 3 characters",
        email: "Email is invalid",
        password: "Password must be at least 6 characters",
      },
    });
  });

  test("every missing field is named at once", async () => {
    await expect(registerAdmin(anyone, {})).rejects.toMatchObject({
      problems: ["Username is required", "Email is required", "Password is required"],
    });
    await expect(registerAdmin(anyone, null)).rejects.toMatchObject({ reason: "INPUT_INVALID" });
  });

  test("what is too long is refused, and what is just as long as allowed is not", async () => {
    const input = newcomer();
    await expect(registerAdmin(anyone, { ...input, username: "u".repeat(101), password: "p".repeat(129) })).rejects.toMatchObject({
      fields: { username: "Username must be at most 100 characters", password: "Password must be at most 128 characters" },
    });
    const longest = { ...input, username: input.username.padEnd(100, "u"), password: "p".repeat(128) };
    expect((await registerAdmin(anyone, longest)).admin.username).toBe(longest.username);
  });

  test("nothing is stored of what is refused", async () => {
    const { username } = newcomer();
    await expect(registerAdmin(anyone, { username, email: "nonsense", password: PASSWORD })).rejects.toMatchObject({
      reason: "INPUT_INVALID",
    });
    expect(await usersNamed(username)).toEqual([]);
  });
});
