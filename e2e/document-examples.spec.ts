import { afterAll, beforeAll, expect, test } from "bun:test";
import { exampleOf, readDocument } from "./contract/document";
import { type ApiAccount, makeApiAccount } from "./harness/rest";
import { makeDataDir, removeDataDir, startServer, type TestServer } from "./harness/server";
import { until } from "./harness/until";

let server: TestServer;
let account: ApiAccount;

beforeAll(async () => {
  server = await startServer({ dataDir: await makeDataDir() });
  account = await makeApiAccount(server.url, "integrator");
}, 60_000);

afterAll(async () => {
  await server.stop();
  await removeDataDir(server.dataDir);
});

const AsyncFunction = (async () => {}).constructor as new (...parts: string[]) => (...values: unknown[]) => Promise<void>;

/** Runs an example of the API document as it stands there, but for the address, ids and tokens that are the reader's to fill in. */
async function runExample(name: string, filledIn: Record<string, string>, globals: Record<string, unknown> = {}): Promise<unknown[][]> {
  let code = exampleOf(await readDocument(), "example", name).text;
  for (const [placeholder, value] of Object.entries({ "localhost:5000": new URL(server.url).host, ...filledIn })) {
    expect(code).toContain(placeholder);
    code = code.replaceAll(placeholder, value);
  }
  const printed: unknown[][] = [];
  const console = { log: (...values: unknown[]) => printed.push(values) };
  await new AsyncFunction("console", ...Object.keys(globals), code)(console, ...Object.values(globals));
  return printed;
}

test("the registering example registers", async () => {
  const printed = await runExample("register", {});
  expect(printed).toEqual([
    [
      {
        success: true,
        message: "User registered successfully",
        data: { user: { id: expect.any(Number), username: "new_user", email: "user@example.com" }, token: expect.any(String) },
      },
    ],
  ]);
});

test("the authenticated request lists the account's widgets", async () => {
  const printed = await runExample("list-widgets", {}, { token: account.token });
  expect(printed).toMatchObject([
    [{ success: true, data: { widgets: [{ site_key: account.siteKey }], pagination: { page: 1, limit: 50, total: 1 } } }],
  ]);
});

test("the visitor's socket is answered by the assistant", async () => {
  const printed = await runExample("visitor-socket", { session_abc123: "session_of_the_example", "widget-abc123": account.siteKey });
  const answer = await until("an answer", () =>
    printed.find(([label, frame]) => label === "Received:" && (frame as { type: string }).type === "message"),
  );
  expect(printed[0]).toEqual(["Connected to chat server"]);
  expect(answer[1]).toEqual({
    type: "message",
    id: expect.stringMatching(/^msg_\d+$/),
    message: expect.any(String),
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    metadata: { agentName: "AI Assistant", isAI: true },
  });
});

test("the agent's socket shows who is waiting", async () => {
  const { agent } = account;
  const printed = await runExample("agent-socket", {
    "agent/1": `agent/${agent.id}`,
    "agentId: 1": `agentId: ${agent.id}`,
    YOUR_JWT_TOKEN: agent.token,
  });
  const waiting = await until("the waiting sessions", () => printed.find(([label]) => label === "Waiting sessions:"));
  expect(printed[0]).toEqual(["Agent connected"]);
  expect(waiting[1]).toEqual([]);
});
