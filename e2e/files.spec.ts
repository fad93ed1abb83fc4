import { afterAll, expect, test } from "bun:test";
import { makeApiAccount, restClient } from "./harness/rest";
import { makeDataDir, removeDataDir, startServer, type TestServer } from "./harness/server";
import { openSocket } from "./harness/socket";
import { until } from "./harness/until";

const dataDir = await makeDataDir();
afterAll(() => removeDataDir(dataDir));

/** Of the largest size that is taken, and nothing that compresses or repeats. */
const photo = (() => {
  const head = Buffer.concat([Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ", "base64"), Buffer.alloc(4), Buffer.from("IDAT")]);
  const noise = Buffer.alloc(10_485_760 - head.length);
  // The noise is the picture's data. Without a header of its own it is read as one: half the time of a length below zero.
  head.writeUInt32BE(noise.length - 4, head.length - 8);
  for (let at = 0; at < noise.length; at += 65_536) crypto.getRandomValues(noise.subarray(at, Math.min(at + 65_536, noise.length)));
  return Buffer.concat([head, noise]);
})();
const sum = (bytes: Uint8Array) => new Bun.CryptoHasher("sha256").update(bytes).digest("hex");

interface Uploaded {
  id: string;
  timestamp: string;
  file: { name: string; type: string; size: number; url: string };
}

async function upload({ url }: TestServer, fields: Record<string, string>): Promise<Uploaded> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("file", new Blob([photo]), "photo.png");
  const response = await fetch(`${url}/api/widgets/upload`, { method: "POST", body: form });
  const body = await response.json();
  expect([response.status, body.message]).toEqual([201, "File uploaded successfully"]);
  return body.data;
}

test("a visitor's file reaches the agent, and is there byte for byte after kill -9", async () => {
  const first = await startServer({ dataDir });
  const account = await makeApiAccount(first.url, "filer");
  const sessionId = "session_with_a_file";
  const fields = { siteKey: account.siteKey, sessionId, visitorSecret: "a-secret-of-this-visitor", clientMessageId: "photo-1" };
  const visitor = await openSocket(`${first.url}/ws/${sessionId}`);
  visitor.send({ type: "join", ...fields });
  await visitor.next("session");
  visitor.send({ type: "message", siteKey: account.siteKey, sessionId, message: "It arrived broken", clientMessageId: "one" });
  await visitor.next("ack");
  expect((await restClient(first.url)("POST", `/widgets/escalate/${account.siteKey}/${sessionId}`)).status).toBe(200);
  const agent = await openSocket(`${first.url}/ws/agent/${account.agent.id}?token=${account.agent.token}`);
  await agent.next("connection_status");
  agent.send({ type: "accept_chat", sessionId, agentId: account.agent.id });
  await agent.next("chat_accepted");

  const { id, timestamp, file } = await upload(first, fields);
  const told = await agent.next("new_message", ({ message }) => (message as Uploaded).id === id);
  await first.kill();
  expect(told.message).toEqual({ id, text: "photo.png", sender: "customer", timestamp, file });

  const second = await startServer({ dataDir });
  const read = await fetch(second.url + file.url);
  expect([read.status, read.headers.get("content-type"), sum(await read.bytes())]).toEqual([200, "image/png", sum(photo)]);
  expect(await upload(second, fields)).toEqual({ id, timestamp, file });
  const { body } = await restClient(second.url, account.token)("GET", `/widgets/sessions/${sessionId}/messages`);
  const shown = (body as { messages: { text: string; file?: object }[] }).messages.filter((message) => message.file);
  expect(shown).toMatchObject([{ text: "photo.png", file }]);
  await second.stop();
}, 120_000);

test("two servers on one folder show each other's files; kill -9 at any moment leaves no message without its file", async () => {
  const [stays, dies] = [await startServer({ dataDir }), await startServer({ dataDir })];
  const account = await makeApiAccount(stays.url, "neighbour");
  const sessionId = "session_of_two_servers";
  const fields = { siteKey: account.siteKey, sessionId };
  const sent = await upload(dies, { ...fields, clientMessageId: "first" });
  expect(sum(await (await fetch(stays.url + sent.file.url)).bytes())).toBe(sum(photo));
  let answered = 0;
  const sending = Array.from({ length: 12 }, (_, index) =>
    upload(dies, { ...fields, clientMessageId: `more-${index}` }).then(
      () => answered++,
      () => {},
    ),
  );
  await until("some of them to be stored", () => answered >= 3);
  await dies.kill();
  await Promise.all(sending);
  const { body } = await restClient(stays.url, account.token)("GET", `/widgets/sessions/${sessionId}/messages`);
  const files = (body as { messages: { file?: Uploaded["file"] }[] }).messages.flatMap(({ file }) => file ?? []);
  expect(files.length).toBeGreaterThanOrEqual(answered);
  for (const file of files) expect(sum(await (await fetch(stays.url + file.url)).bytes())).toBe(sum(photo));
  await stays.stop();
}, 120_000);
