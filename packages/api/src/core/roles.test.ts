import { afterAll, describe, expect, test } from "bun:test";
import { closeTestCores, makeAccount, makeAgent, testCore } from "../testing";
import * as verbs from ".";
import { ANONYMOUS, createContext } from ".";

afterAll(closeTestCores);

const core = await testCore();
const account = await makeAccount(core);
const agent = await makeAgent(account);
const anyone = createContext(core.deps, ANONYMOUS);

const ADMIN_VERBS = [
  "showAdmin",
  "createAgent",
  "listAgents",
  "updateAgent",
  "createPair",
  "deletePair",
  "listPairs",
  "updatePair",
  "showQueueStats",
  "showOverview",
  "createWidget",
  "deleteWidget",
  "listWidgets",
  "showWidget",
  "updateWidget",
] as const;

const AGENT_VERBS = [
  "showAgent",
  "showHistory",
  "sendAgentMessage",
  "setAgentTyping",
  "listQueue",
  "showAgentStats",
  "acceptChat",
  "closeChat",
  "listChats",
  "returnToAi",
] as const;

const TOKEN_REQUIRED = { reason: "TOKEN_REQUIRED", message: "Access token required" };

describe("who may: the role is checked before anything is read of the input", () => {
  test.each([...ADMIN_VERBS])("%s is an admin's", async (name) => {
    await expect(verbs[name](anyone, {})).rejects.toMatchObject(TOKEN_REQUIRED);
    await expect(verbs[name](agent.ctx, {})).rejects.toMatchObject({ reason: "ROLE_WRONG" });
  });

  test.each([...AGENT_VERBS])("%s is an agent's", async (name) => {
    await expect(verbs[name](anyone, {})).rejects.toMatchObject(TOKEN_REQUIRED);
    await expect(verbs[name](account.admin, {})).rejects.toMatchObject({ reason: "ROLE_WRONG" });
  });

  test("a transcript is for whoever has a token", async () => {
    await expect(verbs.showTranscript(anyone, { sessionId: "session_1" })).rejects.toMatchObject(TOKEN_REQUIRED);
  });
});
