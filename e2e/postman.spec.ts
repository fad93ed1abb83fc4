import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import { makeDataDir, removeDataDir, startServer, type TestServer } from "./harness/server";
import { openSocket } from "./harness/socket";

const root = new URL("..", import.meta.url).pathname;
const NEWMAN = join(root, "node_modules/newman/bin/newman.js");
const COLLECTION = join(root, "docs/postman/chat-widget-generator.postman_collection.json");
const LOCAL = join(root, "docs/postman/local.postman_environment.json");
const VISITED_FOLDERS = ["Public widget routes", "Chats", "Agent desk", "Clean up"];
const PREPARING_FOLDERS = ["Health", "Authentication", "Widgets", "Agents"];

let server: TestServer;
let dataDir = "";

beforeAll(async () => {
  dataDir = await makeDataDir();
  server = await startServer({ dataDir });
}, 60_000);

afterAll(async () => {
  await server.stop();
  await removeDataDir(dataDir);
});

interface Run {
  failures: string[];
  /** "Create agent 201" */
  answers: string[];
  variables: Record<string, string>;
}

interface Report {
  run: {
    failures: { source?: { name: string }; error: { test?: string; message: string } }[];
    executions: { item: { name: string }; response?: { code: number } }[];
  };
}

/** Sends the collection, or some folders of it, as an integrator does. */
async function runCollection(environment: string, folders: string[] = []): Promise<Run> {
  const [report, after] = [join(dataDir, "report.json"), join(dataDir, "environment.json")];
  const outputs = ["--reporters", "json", "--reporter-json-export", report, "--export-environment", after];
  const chosen = folders.flatMap((folder) => ["--folder", folder]);
  const where = ["--environment", environment, "--env-var", `baseUrl=${server.url}/api`];
  const child = Bun.spawn([process.execPath, "--bun", NEWMAN, "run", COLLECTION, ...where, ...chosen, ...outputs], {
    stdout: "ignore",
    stderr: "inherit",
  });
  await child.exited;
  const { run } = (await Bun.file(report).json()) as Report;
  const { values } = (await Bun.file(after).json()) as { values: { key: string; value: string }[] };
  return {
    failures: run.failures.map(({ source, error }) => `${source?.name}: ${error.test ?? ""} ${error.message}`),
    answers: run.executions.map(({ item, response }) => `${item.name} ${response?.code}`),
    variables: Object.fromEntries(values.map(({ key, value }) => [key, value])),
  };
}

const refused = (answers: string[]) => answers.filter((answer) => !/ 2\d\d$/.test(answer));

test("the collection runs through on an empty server, and again on the same one", async () => {
  const first = await runCollection(LOCAL);
  expect(first.failures).toEqual([]);
  // No visitor has written, so there is no chat yet.
  expect(refused(first.answers)).toEqual(["Escalate chat to human 404", "Get queue position 404", "Get chat history 404"]);

  const second = await runCollection(LOCAL);
  expect(second.failures).toEqual([]);
  expect(refused(second.answers)).toContain("Register new admin user 409");
}, 60_000);

test("with a chat that a visitor began, every request of it succeeds", async () => {
  const prepared = await runCollection(LOCAL, PREPARING_FOLDERS);
  expect(prepared.failures).toEqual([]);
  const { siteKey = "", sessionId = "" } = prepared.variables;
  const visitor = await openSocket(`${server.url}/ws/${sessionId}`);
  visitor.send({ type: "message", sessionId, siteKey, message: "Hello, I need help", timestamp: new Date().toISOString() });
  await visitor.next("message");

  const visited = await runCollection(join(dataDir, "environment.json"), VISITED_FOLDERS);
  expect(visited.failures).toEqual([]);
  expect(refused(visited.answers)).toEqual([]);
  visitor.close();
}, 60_000);
