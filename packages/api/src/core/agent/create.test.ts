import { afterAll, describe, expect, test } from "bun:test";
import { closeTestCores, holdChat, makeAccount, makeAgent, PASSWORD, startChat, testCore } from "../../testing";
import { createAgent, listAgents, randomId } from "..";

afterAll(closeTestCores);

const core = await testCore();

function recruit() {
  const username = `agent_${randomId(12)}`;
  return { username, email: `${username.toLowerCase()}@example.com`, password: PASSWORD, fullName: "Ada Answers" };
}

describe("creating an agent", () => {
  test("makes one that is active, away and without chats", async () => {
    const account = await makeAccount(core);
    const input = recruit();
    const agent = await createAgent(account.admin, input);
    expect(agent).toEqual({
      id: expect.any(Number),
      username: input.username,
      email: input.email,
      fullName: "Ada Answers",
      isOnline: false,
      isActive: true,
      activeChats: 0,
      lastActive: expect.any(String),
      createdAt: expect.any(String),
    });
    expect(await listAgents(account.admin, {})).toEqual([agent]);
  });

  test("names in use are named, also when another account uses them", async () => {
    const [account, other] = [await makeAccount(core), await makeAccount(core)];
    const { username, email } = await createAgent(account.admin, recruit());
    for (const { admin } of [account, other]) {
      await expect(createAgent(admin, { ...recruit(), email })).rejects.toMatchObject({ reason: "EMAIL_TAKEN" });
      await expect(createAgent(admin, { ...recruit(), username })).rejects.toMatchObject({ reason: "USERNAME_TAKEN" });
      await expect(createAgent(admin, { ...recruit(), username, email })).rejects.toMatchObject({
        fields: { email: "Email is already registered", username: "Username is already taken" },
      });
    }
    expect(await listAgents(other.admin, {})).toEqual([]);
  });

  test("of five that take one name at once exactly one gets it", async () => {
    const account = await makeAccount(core);
    const input = recruit();
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => createAgent(account.admin, input)));
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject({ reason: "EMAIL_TAKEN" });
    expect(await listAgents(account.admin, {})).toHaveLength(1);
  });

  test("every bad field is named at once, and nothing is made", async () => {
    const account = await makeAccount(core);
    await expect(createAgent(account.admin, { username: "a", email: "b", password: "c", fullName: " " })).rejects.toMatchObject({
      fields: {
        username: "Username must be at least 3 characters",
        email: "Email is invalid",
        password: "Password must be at least 6 characters",
        fullName: "Full name is required",
      },
    });
    expect(await listAgents(account.admin, {})).toEqual([]);
  });
});

describe("listing agents", () => {
  test("oldest first, each with the chats it has right now, and no other account's", async () => {
    const [account, other] = [await makeAccount(core), await makeAccount(core)];
    const [first, second] = [await makeAgent(account, "First"), await makeAgent(account, "Second")];
    await makeAgent(other, "Foreign");
    await holdChat(account, second);
    await holdChat(account, second);
    await startChat(account);
    expect((await listAgents(account.admin, {})).map(({ fullName, activeChats }) => [fullName, activeChats])).toEqual([
      ["First", 0],
      ["Second", 2],
    ]);
    expect(first.profile.id).toBeLessThan(second.profile.id);
  });
});
