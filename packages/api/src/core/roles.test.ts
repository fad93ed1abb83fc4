import { afterAll, describe, expect, test } from "bun:test";
import { closeTestCores, makeAccount, makeAgent, testCore } from "../testing";
import {
  ANONYMOUS,
  acceptChat,
  closeChat,
  createAgent,
  createContext,
  createPair,
  createWidget,
  deletePair,
  deleteWidget,
  listAgents,
  listChats,
  listPairs,
  listQueue,
  listWidgets,
  returnToAi,
  sendAgentMessage,
  setAgentTyping,
  showAdmin,
  showAgent,
  showAgentStats,
  showHistory,
  showOverview,
  showQueueStats,
  showTranscript,
  showWidget,
  updateAgent,
  updatePair,
  updateWidget,
} from ".";

afterAll(closeTestCores);

const core = await testCore();
const account = await makeAccount(core);
const agent = await makeAgent(account);
const anyone = createContext(core.deps, ANONYMOUS);

const ADMIN_VERBS = {
  showAdmin,
  createAgent,
  listAgents,
  updateAgent,
  createPair,
  deletePair,
  listPairs,
  updatePair,
  showQueueStats,
  showOverview,
  createWidget,
  deleteWidget,
  listWidgets,
  showWidget,
  updateWidget,
};

const AGENT_VERBS = {
  showAgent,
  showHistory,
  sendAgentMessage,
  setAgentTyping,
  listQueue,
  showAgentStats,
  acceptChat,
  closeChat,
  listChats,
  returnToAi,
};

const TOKEN_REQUIRED = { reason: "TOKEN_REQUIRED", message: "Access token required" };

describe("who may: the role is checked before anything is read of the input", () => {
  test.each(Object.entries(ADMIN_VERBS))("%s is an admin's", async (_name, verb) => {
    await expect(verb(anyone, {})).rejects.toMatchObject(TOKEN_REQUIRED);
    await expect(verb(agent.ctx, {})).rejects.toMatchObject({ reason: "ROLE_WRONG" });
  });

  test.each(Object.entries(AGENT_VERBS))("%s is an agent's", async (_name, verb) => {
    await expect(verb(anyone, {})).rejects.toMatchObject(TOKEN_REQUIRED);
    await expect(verb(account.admin, {})).rejects.toMatchObject({ reason: "ROLE_WRONG" });
  });

  test("a transcript is for whoever has a token", async () => {
    await expect(showTranscript(anyone, { sessionId: "session_1" })).rejects.toMatchObject(TOKEN_REQUIRED);
  });
});
