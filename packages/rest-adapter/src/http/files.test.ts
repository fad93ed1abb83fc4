import { afterAll, beforeEach, describe, expect, test } from "bun:test";
import { exists, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { LIMITS } from "@chat/api/contract";
import { joinSession } from "@chat/api/core";
import {
  agentToken,
  closeTestCores,
  holdChat,
  makeAccount,
  makeAgent,
  newSessionId,
  queueChat,
  readRows,
  testCore,
  UPLOADS,
  until,
} from "@chat/api/testing";
import { faultOfAnswer } from "../openapi/declared-answer";
import { createRestApp } from "../rest-app";
import { connect, createCall, SETTINGS, serveSockets } from "../testing";

const uploadsDir = `${UPLOADS}-rest`;
const core = await testCore({ uploadsDir });
const account = await makeAccount(core);
const { siteKey } = account.widget;
const app = createRestApp({ core, settings: SETTINGS });
const server = Bun.serve({ port: 0, maxRequestBodySize: Number.MAX_SAFE_INTEGER, fetch: (request) => app.fetch(request) });
afterAll(async () => {
  await server.stop(true);
  await closeTestCores();
  await rm(uploadsDir, { recursive: true, force: true });
});

const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");
const PATH = "/api/widgets/upload";
let key = { siteKey, sessionId: newSessionId() };
beforeEach(() => {
  key = { siteKey, sessionId: newSessionId() };
});

function form(file: BlobPart | null = PNG, name = "photo.png", more: Record<string, string> = {}): FormData {
  const data = new FormData();
  for (const [field, value] of Object.entries({ ...key, ...more })) data.set(field, value);
  if (file !== null) data.set("file", new Blob([file]), name);
  return data;
}

async function post(body: RequestInit["body"], headers: Record<string, string> = {}) {
  const response = await fetch(new URL(PATH, server.url), { method: "POST", body: body ?? null, headers });
  const answer = { status: response.status, body: await response.json(), headers: response.headers };
  expect(faultOfAnswer("POST", "/widgets/upload", answer.status, answer.body)).toBeNull();
  return answer;
}
const get = (url: string, init?: RequestInit) => fetch(new URL(url, server.url), init);
const multipart = (parts: string, boundary = "x") =>
  post(parts.replaceAll("\n", "\r\n"), { "Content-Type": `multipart/form-data; boundary=${boundary}` });
const errorsOf = async (answering: ReturnType<typeof post>) => {
  const { status, body } = await answering;
  expect([status, body.message]).toEqual([400, "Validation error"]);
  return body.errors;
};
const arriving = () => readdir(join(uploadsDir, "incoming")).catch(() => []);
const filesOf = () => readRows(core, `SELECT id FROM files WHERE session_id = '${key.sessionId}'`);

describe("an upload", () => {
  test("answers the message and the file's address, where its bytes are", async () => {
    const { status, body, headers } = await post(form(PNG, "photo.png", { clientMessageId: "one", visitorSecret: "" }), {
      Origin: "https://shop.example",
    });
    expect([status, headers.get("access-control-allow-origin")]).toEqual([201, "*"]);
    expect(body).toEqual({
      success: true,
      message: "File uploaded successfully",
      data: {
        id: expect.stringMatching(/^msg_\d+$/),
        timestamp: expect.stringMatching(/Z$/),
        file: { name: "photo.png", type: "image/png", size: PNG.length, url: expect.stringMatching(/^\/api\/files\/\w{24}$/) },
      },
    });
    expect((await post(form(PNG, "photo.png", { clientMessageId: "one" }))).body).toEqual(body);
    const file = await get(body.data.file.url);
    expect(Buffer.from(await file.arrayBuffer())).toEqual(PNG);
    expect(await arriving()).toEqual([]);
  });

  test("is taken with its fields behind the file, and of any size up to the limit", async () => {
    const data = new FormData();
    const bytes = Buffer.alloc(LIMITS.fileMaxBytes, "All work and no play makes Jack a dull boy. ");
    data.set("file", new Blob([bytes]), "play.txt");
    for (const [field, value] of Object.entries(key)) data.set(field, value);
    const { status, body } = await post(data);
    expect([status, body.data.file.size]).toEqual([201, bytes.length]);
    expect(Bun.hash(await (await get(body.data.file.url)).arrayBuffer())).toBe(Bun.hash(bytes));
  });

  test("of a website that the widget is not for is refused, and its page reads nothing", async () => {
    const other = await makeAccount(core);
    await readRows(core, `UPDATE widget_configs SET allowed_domains = '["shop.example"]' WHERE site_key = '${other.widget.siteKey}'`);
    const ofOther = () => form(PNG, "photo.png", { siteKey: other.widget.siteKey });
    const refused = await post(ofOther(), { Origin: "https://evil.example" });
    expect([refused.status, refused.body.message]).toEqual([403, "This website may not use this widget"]);
    expect(refused.headers.get("access-control-allow-origin")).toBeNull();
    expect((await post(ofOther(), { Origin: "https://shop.example" })).status).toBe(201);
    const preflight = await get(PATH, {
      method: "OPTIONS",
      headers: { Origin: "https://shop.example", "Access-Control-Request-Method": "POST" },
    });
    expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([204, "*"]);
  });
});

describe("refused, naming what is wrong", () => {
  test("bodies that are no such form", async () => {
    expect(await errorsOf(post(JSON.stringify(key), { "Content-Type": "application/json" }))).toBe("Body must be multipart/form-data");
    expect(await errorsOf(post("x", { "Content-Type": "multipart/form-data" }))).toBe("Body must be multipart/form-data");
    expect(await errorsOf(multipart("nothing of a form"))).toBe("Malformed multipart body");
    expect(await errorsOf(multipart('--x\nContent-Disposition: form-data; name="file"; filename="a.txt"\n\ncut off'))).toBe(
      "Malformed multipart body",
    );
    expect(await errorsOf(post(form(null)))).toBe("File is required");
    expect(await errorsOf(multipart("--x--\n"))).toBe("File is required");
  });

  test("no file, two files, a file under another name, too many fields", async () => {
    const two = form();
    two.append("file", new Blob([PNG]), "again.png");
    expect(await errorsOf(post(two))).toBe("Only one file may be sent at a time");
    const elsewhere = form(null);
    elsewhere.set("attachment", new Blob([PNG]), "photo.png");
    expect(await errorsOf(post(elsewhere))).toBe("File must be in the field named file");
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`field${index}`, "x"]));
    expect(await errorsOf(post(form(PNG, "photo.png", many)))).toBe("Form has too many fields");
  });

  test("fields that are missing or wrong, all at once, and files that may not be sent", async () => {
    expect(await errorsOf(post(form(PNG, "a.png", { sessionId: "short", clientMessageId: "no spaces" })))).toBe(
      "Session id must be 8 to 128 letters, digits, - or _, Client message id must be letters, digits, - or _",
    );
    expect(await errorsOf(post(form("")))).toBe("File is empty");
    expect(await errorsOf(post(form("<svg/>", "a.svg")))).toStartWith("File must be an image");
    expect(await errorsOf(post(form(PNG, "a.exe")))).toBe("File name must end in .png, as its content is image/png");
  });

  test("what tries to break the parser", async () => {
    const part = (headers: string, body = "x") => `--x\n${headers}\n\n${body}\n--x--\n`;
    for (const headers of [
      'Content-Disposition: form-data; name="__proto__"',
      'Content-Disposition: form-data; name="a"\nContent-Type: text/plain; charset=utf-99',
      'Content-Disposition: form-data; name="a"\nContent-Type: ;;;',
      "Content-Disposition: form-data",
      `Content-Disposition: form-data; name="${"a".repeat(50_000)}"`,
      `${"X: y\n".repeat(3_000)}Content-Disposition: form-data; name="a"`,
      "no header",
    ]) {
      await errorsOf(multipart(part(headers)));
    }
    for (const boundary of ["x".repeat(300), '"', "x; boundary=y", "\u00e4"]) await errorsOf(multipart(part("a: b"), boundary));
  });

  test("every one leaves nothing on the disk and no row", async () => {
    await post(form(PNG, "a.exe"));
    await post(form(PNG, "a.png", { sessionId: "short" }));
    expect([await arriving(), await filesOf()]).toEqual([[], []]);
  });
});

describe("a file larger than the limit", () => {
  const tooLarge = { status: 413, body: { success: false, message: "File must be at most 10 MiB" } };

  test("is refused by the length that is announced, and by one byte", async () => {
    expect(await post(form(new Uint8Array(LIMITS.fileMaxBytes + 100_000)))).toMatchObject(tooLarge);
    expect(await post(form(new Uint8Array(LIMITS.fileMaxBytes + 1)))).toMatchObject(tooLarge);
    expect([await arriving(), await filesOf()]).toEqual([[], []]);
  });

  test("is refused before anything of it was sent, when its length is announced", async () => {
    let answer = "";
    const socket = await Bun.connect({
      hostname: "localhost",
      port: server.port ?? 0,
      socket: {
        data(_, bytes) {
          answer += bytes.toString();
        },
      },
    });
    socket.write(
      `POST ${PATH} HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 20000000\r\n\r\n`,
    );
    await until(() => answer.includes(tooLarge.body.message));
    expect(answer).toStartWith("HTTP/1.1 413");
    socket.terminate();
  });

  test("is refused while it arrives when nothing is announced, and the rest is not read", async () => {
    for (const field of ['name="file"; filename="a.txt"', 'name="siteKey"']) {
      let given = 0;
      const endless = new ReadableStream({
        type: "bytes",
        pull(controller) {
          if (given === 0) controller.enqueue(Buffer.from(`--x\r\nContent-Disposition: form-data; ${field}\r\n\r\n`));
          given += 65_536;
          if (given > 100 << 20) controller.close();
          else controller.enqueue(new Uint8Array(65_536).fill(97));
        },
      });
      const init = { method: "POST", body: endless, headers: { "Content-Type": "multipart/form-data; boundary=x" } };
      const answer = await app.fetch(new Request(`http://localhost${PATH}`, init));
      expect({ status: answer.status, body: await answer.json() }).toMatchObject(tooLarge);
      expect(given).toBeLessThan(12 << 20);
    }
    expect(await arriving()).toEqual([]);
  });

  test("a connection that ends in the middle leaves nothing on the disk", async () => {
    const socket = await Bun.connect({ hostname: "localhost", port: server.port ?? 0, socket: { data() {} } });
    socket.write(
      `POST ${PATH} HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 5000000\r\n\r\n` +
        `--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n${"half of it ".repeat(1_000)}`,
    );
    await until(async () => (await arriving()).length === 1);
    socket.terminate();
    await until(async () => (await arriving()).length === 0);
    expect(await readdir(join(uploadsDir, "incoming"))).toEqual([]);
  });
});

describe("a file's address", () => {
  const POLICY = {
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
  };
  const SHARED = { ...POLICY, "cross-origin-resource-policy": "cross-origin", "cache-control": "private, max-age=31536000, immutable" };
  const upload = async (bytes: BlobPart, name: string) => (await post(form(bytes, name))).body.data.file.url as string;

  test("shows an image where it stands, and lets nothing in it run", async () => {
    const url = await upload(PNG, "photo.png");
    for (const method of ["GET", "HEAD"]) {
      const answer = await get(url, { method });
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        ...SHARED,
        "content-type": "image/png",
        "content-length": String(PNG.length),
        "content-disposition": `inline; filename="photo.png"; filename*=UTF-8''photo.png`,
      });
      expect((await answer.arrayBuffer()).byteLength).toBe(method === "GET" ? PNG.length : 0);
    }
  });

  test("gives everything else for downloading, under its name", async () => {
    const url = await upload("Grüße", "Gru\u0308\u00dfe; \"100%\" 'x' 你好.txt");
    const answer = await get(url);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      ...SHARED,
      "content-type": "text/plain",
      "content-disposition":
        "attachment; filename=\"Gr__e; _100__ 'x' __.txt\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%3B%20%22100%25%22%20%27x%27%20%E4%BD%A0%E5%A5%BD.txt",
    });
    expect(await answer.text()).toBe("Grüße");
  });

  test("that nobody was given is not found, nor is one whose chat or bytes are gone", async () => {
    const call = createCall(core);
    const unknown = { status: 404, body: { success: false, message: "File not found" } };
    for (const bad of ["a", "A".repeat(24), "A".repeat(25), "..%2f..%2fetc%2fpasswd", "%00", "incoming"])
      expect(await call(`GET /files/${bad}`)).toMatchObject(unknown);
    const gone = await upload(PNG, "photo.png");
    await readRows(core, `DELETE FROM sessions WHERE session_id = '${key.sessionId}'`);
    expect((await get(gone)).status).toBe(404);
    key = { siteKey, sessionId: newSessionId() };
    const lost = await upload(PNG, "photo.png");
    const at = lost.split("/").at(-1) ?? "";
    expect(await exists(join(uploadsDir, at.slice(0, 2), at))).toBe(true);
    await rm(join(uploadsDir, at.slice(0, 2), at));
    expect(await call(`GET ${lost.slice("/api".length)}`)).toMatchObject(unknown);
  });
});

test("uploads and files have budgets of their own, by address", async () => {
  const strict = createRestApp({ core, settings: { ...SETTINGS, rateLimitMax: 1, publicRateLimitMax: 2 } });
  const ask = async (path: string, method: string, address = "192.0.2.1") =>
    (await strict.request(`http://localhost${path}`, { method }, { address })).status;
  expect([await ask(PATH, "POST"), await ask(PATH, "POST"), await ask(PATH, "POST"), await ask(PATH, "POST", "192.0.2.2")]).toEqual([
    400, 400, 429, 400,
  ]);
  const shown = await Promise.all(Array.from({ length: 21 }, () => ask("/api/files/none", "GET")));
  expect(shown.filter((status) => status === 429)).toHaveLength(1);
  expect([await ask("/api/widgets", "GET"), await ask(`/api/widgets/${siteKey}/config`, "GET")]).toEqual([401, 200]);
});

describe("on sockets", () => {
  const sockets = serveSockets(core);
  afterAll(() => sockets.stop());
  const deskOf = async (agent: Awaited<ReturnType<typeof makeAgent>>) => {
    const desk = connect(`${sockets.origin}/ws/agent/${agent.profile.id}?token=${await agentToken(agent)}`);
    await desk.next("connection_status");
    return desk;
  };

  test("the agent and the joined visitor are told of the file, a visitor that knows only the document is not", async () => {
    const agent = await makeAgent(account);
    key = await holdChat(account, agent);
    const desk = await deskOf(agent);
    const [joined, documented] = [connect(`${sockets.origin}/ws/${key.sessionId}`), connect(`${sockets.origin}/ws/${key.sessionId}`)];
    await joined.send({ type: "join", ...key });
    await joined.next("session");
    await joined.rest();
    await documented.rest();
    const { id, timestamp, file } = (await post(form(PNG, "photo.png", { clientMessageId: "one" }))).body.data;
    const line = { id, text: "photo.png", sender: "customer", timestamp, file };
    expect(await desk.next("new_message")).toEqual({
      type: "new_message",
      sessionId: key.sessionId,
      message: line,
      timestamp: expect.any(String),
    });
    expect(await joined.next("message")).toEqual({
      type: "message",
      id,
      message: "photo.png",
      timestamp,
      metadata: { agentName: null, isAI: false, file },
      sender: "customer",
      clientMessageId: "one",
    });
    expect((await documented.rest()).filter(({ type }) => type === "message")).toEqual([]);
    for (const client of [desk, joined, documented]) await client.close();
  });

  test("who joins, accepts or asks for the history later is told of it as well", async () => {
    const agent = await makeAgent(account);
    key = await queueChat(account);
    const { id, timestamp, file } = (await post(form())).body.data;
    const desk = await deskOf(agent);
    await desk.send({ type: "accept_chat", sessionId: key.sessionId, agentId: agent.profile.id });
    const line = { id: Number(id.slice("msg_".length)), text: "photo.png", sender: "customer", timestamp, isAI: false, file };
    const { messages } = await desk.next("chat_accepted");
    expect(messages.at(-1)).toEqual(line);
    expect(messages[0].file).toBeUndefined();
    const call = createCall(core);
    const { body } = await call(`GET /widgets/sessions/${key.sessionId}/messages`, { token: account.token });
    expect(body.messages.at(-1)).toEqual(line);
    const visitor = connect(`${sockets.origin}/ws/${key.sessionId}`);
    await visitor.send({ type: "join", ...key });
    await visitor.next("session");
    const told = (await visitor.rest()).find((frame) => frame.id === id);
    expect(told.metadata.file).toEqual(file);
    expect((await joinSession(account.visitor, key)).messages.at(-1)?.file).toEqual(file);
    for (const client of [desk, visitor]) await client.close();
  });
});
