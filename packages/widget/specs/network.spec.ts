import { expect } from "bun:test";
import type { Page } from "playwright-core";
import type { Failing } from "../src/testing/fake-server";
import { call, setHidden } from "./harness/page-api";
import { plainPage } from "./harness/pages";
import { browserTest, ofBrowser } from "./harness/scene";
import { answerTo, dialog, launcher, lines, sessionOf, talk, until, write } from "./harness/visitor";
import { choose } from "./states/states";

const times = async (page: Page, text: string) => (await lines(page)).filter((line) => line === text).length;

browserTest("a message written while offline is delivered once, afterwards", async ({ visit, server }) => {
  const { page } = await visit("/", {});
  await talk(page, "First");
  const sessionId = await sessionOf(page);
  await page.context().setOffline(true);
  await page.getByText(/^Reconnecting/).waitFor();
  await write(page, "Second");
  await page.getByText("Sending…").waitFor();
  await page.context().setOffline(false);
  await answerTo(page, "Second").waitFor();
  expect(await times(page, "Second")).toBe(1);
  expect(server.chats.get(sessionId)?.joins.at(-1)?.after).toBeGreaterThan(0);
});

browserTest("a server that was away in mid-chat loses, doubles and reorders nothing", async ({ visit, server }) => {
  const { page, complaints } = await visit();
  await talk(page, "1");
  const sessionId = await sessionOf(page);
  await server.stop();
  await page.getByText(/^Reconnecting/).waitFor();
  for (const text of ["2", "3", "4"]) await write(page, text);
  server.say(sessionId, "While you were away", { agentName: "Robin" });
  server.resume();
  await answerTo(page, "4").waitFor();
  expect((await lines(page)).slice(1)).toEqual([
    "1",
    "Answer to: 1",
    "While you were away",
    "2",
    "Answer to: 2",
    "3",
    "Answer to: 3",
    "4",
    "Answer to: 4",
  ]);
  expect(complaints.filter((text) => !ofBrowser.test(text))).toEqual([]);
});

browserTest("a message written while the server is away survives a reload of the page", async ({ visit, server }) => {
  const { page } = await visit();
  await talk(page, "Before");
  server.failing.sockets = "refuses";
  for (const chat of server.chats.values()) for (const socket of chat.sockets) socket.close();
  await page.getByText(/^Reconnecting/).waitFor();
  await write(page, "Kept");
  await page.getByText("Sending…").waitFor();
  await page.reload();
  await launcher(page).click();
  server.failing.sockets = undefined;
  await answerTo(page, "Kept").waitFor();
  expect(await times(page, "Kept")).toBe(1);
});

for (const way of ["refuses", "hangs", "garbage"] as Failing[]) {
  browserTest(`a page whose chat server answers with "${way}" for its config is left alone`, async ({ visit, server }) => {
    server.failing.config = way;
    const { page, complaints } = await visit();
    await until(() => server.requests.some((path) => path.endsWith("/config")));
    await page.evaluate(() => new Promise((next) => requestIdleCallback(next)));
    expect(await page.locator("chat-widget").count()).toBe(0);
    expect(complaints.filter((text) => !ofBrowser.test(text))).toEqual([]);
  });

  browserTest(`a panel that the server answers with "${way}" opens at the next click`, async ({ visit, server }) => {
    const { page, complaints } = await visit();
    await launcher(page).waitFor();
    const before = server.requests.length;
    server.failing.files = way;
    await launcher(page).click();
    await until(() => server.requests.length > before);
    server.failing.files = undefined;
    // What hangs is waited for by the browser; the next page asks anew.
    if (way === "hangs") await page.reload();
    else await page.locator(`chat-widget .launcher[aria-expanded="false"]`).waitFor();
    await launcher(page).click();
    await dialog(page).waitFor();
    expect(complaints.filter((text) => !ofBrowser.test(text) && !/MIME type/.test(text))).toEqual([]);
  });
}

for (const event of ["online", "pageshow"])
  browserTest(`a device that says "${event}" is back at once, not when its next try is due`, async ({ server, visit }) => {
    const { page } = await visit();
    // The next try is far away.
    await page.evaluate(() => {
      Math.random = () => 1;
    });
    await talk(page, "Hello");
    const asked = () => server.sockets.asked;
    server.failing.sockets = "refuses";
    for (const chat of server.chats.values()) for (const socket of chat.sockets) socket.close();
    // Half a second, one, two, four: then eight.
    await until(() => asked() === 5);
    server.failing.sockets = undefined;
    const before = Date.now();
    await page.evaluate((type) => dispatchEvent(new Event(type)), event);
    await page.getByText(/^Reconnecting/).waitFor({ state: "hidden" });
    expect(Date.now() - before).toBeLessThan(4_000);
    await talk(page, "Back");
  });

browserTest("a page that is looked at again is back at once", async ({ server, visit }) => {
  const { page } = await visit();
  await talk(page, "Hello");
  await setHidden(page, true);
  server.failing.sockets = "refuses";
  for (const chat of server.chats.values()) for (const socket of chat.sockets) socket.close();
  await until(() => server.sockets.asked === 5);
  server.failing.sockets = undefined;
  const before = Date.now();
  await setHidden(page, false);
  await page.getByText(/^Reconnecting/).waitFor({ state: "hidden" });
  expect(Date.now() - before).toBeLessThan(2_500);
});

browserTest(
  "nothing that is secret stands in an address: not the visitor's secret, not a proof, not what is written",
  async ({ server, visit }) => {
    const { page } = await visit();
    await call(page, "identify", { id: "7", name: "Ada", hash: "f".repeat(64) });
    await talk(page, "Between us");
    await choose(page, { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("notes") });
    await page.locator(`chat-widget a[href*="/api/files/"]`).waitFor();
    const secret = [...server.chats.values()][0]?.secret ?? "";
    // 5 bits a character: at least 128.
    expect(secret).toMatch(/^[0-9a-v]{26,}$/);
    expect(server.addresses.filter((address) => address.includes("/ws/") || address.endsWith("/upload"))).toHaveLength(2);
    for (const told of [secret, "f".repeat(64), "Ada", "Between"])
      expect(server.addresses.filter((address) => address.includes(told))).toEqual([]);
  },
);

browserTest("of the page's address the server is told what comes before the question mark", async ({ server, visit }) => {
  server.page("/cart", plainPage());
  const { page } = await visit("/cart?token=abc#step-2");
  await talk(page, "Hello");
  expect([...server.chats.values()][0]?.joins[0]?.visitorInfo).toEqual({ page: `${server.origin}/cart`, language: "en-US" });
});
