import { afterAll, beforeAll, expect, test } from "bun:test";
import { compare } from "./compare";
import { exampleOf } from "./document";
import { expectationOf, fillIn, type Names } from "./fill-in";
import { type Login, makeAdmin, makeDocumentedWidget, openStage, type Stage, startChat } from "./stage";
import { differences } from "./structure";

let stage: Stage;
let admin: Login;
let siteKey: string;

beforeAll(async () => {
  stage = await openStage();
  admin = await makeAdmin(stage, "admin_user", "admin@example.com");
  siteKey = await makeDocumentedWidget(stage, admin);
}, 60_000);
afterAll(() => stage.close());

/** What a command line of curl asks for: enough of its options for the examples. */
function parseCurl(command: string) {
  const words = [...command.replaceAll("\\\n", " ").matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, ...groups]) => groups.find(Boolean) ?? "",
  );
  const after = (option: string) => words.flatMap((word, index) => (word === option ? [words[index + 1] ?? ""] : []));
  const headers = Object.fromEntries(after("-H").map((header) => header.split(": ") as [string, string]));
  return { url: words.find((word) => word.startsWith("http")) ?? "", method: after("-X")[0] ?? "GET", headers, body: after("-d")[0] };
}

async function runCurl(name: string, names: Names) {
  const example = exampleOf(stage.document, "example", name);
  const { url, method, headers, body } = parseCurl(fillIn(example.text, { host: stage.host, ...names }));
  const response = await fetch(url, { method, headers, ...(body !== undefined && { body }) });
  const answers = exampleOf(stage.document, "response", example.attributes.answers ?? "");
  expect(response.status).toBe(Number(answers.attributes.status));
  const expectation = expectationOf(stage.document, answers, {});
  const answer = await response.json();
  const loose = { ...expectation, rules: { loose: true } };
  expect(compare(loose, answer)).toEqual([]);
  return { answer, body: body === undefined ? {} : JSON.parse(body) };
}

test("a widget is made with curl, as it was asked for", async () => {
  const { answer, body } = await runCurl("create-widget", { token: admin.token });
  const { widget } = (answer as { data: { widget: Record<string, string> } }).data;
  expect(differences(body, Object.fromEntries(Object.keys(body).map((key) => [key, widget[key] ?? null])))).toEqual([]);
});

test("a chat is escalated with curl, without a body", async () => {
  const { sessionId, socket } = await startChat(stage, siteKey);
  await runCurl("escalate", { siteKey, sessionId });
  socket.close();
});

test("a widget's configuration is fetched with curl", async () => {
  await runCurl("widget-config", { siteKey });
});
