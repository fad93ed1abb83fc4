import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { call, kept } from "./harness/page-api";
import { plainPage } from "./harness/pages";
import { browserTest } from "./harness/scene";
import { answerTo, dialog, launcher, lines, sessionOf, talk, until, write } from "./harness/visitor";

const ANNA = { id: "anna", name: "Anna", email: "anna@example.com", hash: "a".repeat(64) };
const BEN = { id: "ben", name: "Ben", hash: "b".repeat(64) };

/** Nothing but the welcome is on the screen. */
const isEmpty = async (page: Page) => (await lines(page)).length === 1;

browserTest("who the page says they are goes along, before the chat or in the middle of it", async ({ server, visit }) => {
  const { page } = await visit();
  await call(page, "identify", ANNA);
  await talk(page, "It is me");
  const [chat] = server.chats.values();
  expect(chat?.joins.at(-1)).toMatchObject({ visitorName: "Anna", visitorEmail: "anna@example.com", userId: "anna", userHash: ANNA.hash });
  expect(server.requests.filter((path) => path.includes(ANNA.hash))).toEqual([]);
});

browserTest("what the page says of them goes along, before the chat or in the middle of it", async ({ server, visit }) => {
  const { page } = await visit();
  await call(page, "setAttributes", { plan: "studio", orders: 3 });
  await launcher(page).click();
  await dialog(page).waitFor();
  expect(server.chats.size).toBe(0);
  await talk(page, "Hello");
  const [chat] = server.chats.values();
  expect(chat?.joins.map(({ visitorInfo }) => visitorInfo)).toEqual([expect.objectContaining({ plan: "studio", orders: 3 })]);
  await call(page, "setAttributes", { orders: 4 });
  await until(() => chat?.joins.length === 2);
  expect(chat?.joins[1]?.visitorInfo).toMatchObject({ plan: "studio", orders: 4 });
  expect((await lines(page)).slice(1)).toEqual(["Hello", "Answer to: Hello"]);
});

browserTest("another user of the same browser sees nothing of the one before, at once and after a reload", async ({ server, visit }) => {
  const { page } = await visit();
  await call(page, "identify", ANNA);
  await talk(page, "Anna's secret");
  const annas = await sessionOf(page);
  await page.getByLabel("Message", { exact: true }).fill("Anna's half a sen");
  await call(page, "identify", BEN);
  await until(() => isEmpty(page));
  expect(await page.getByLabel("Message", { exact: true }).inputValue()).toBe("");
  await talk(page, "Ben here");
  const bens = await sessionOf(page);
  expect(bens).not.toBe(annas);
  expect(server.chats.get(bens)?.joins.at(-1)).toMatchObject({ userId: "ben" });
  expect(server.chats.get(bens)?.joins.at(-1)?.visitorSecret).not.toBe(server.chats.get(annas)?.secret);
  server.say(annas, "Only for Anna", { agentName: "Robin" });
  await page.reload();
  await call(page, "identify", BEN);
  await launcher(page).click();
  await answerTo(page, "Ben here").waitFor();
  expect((await lines(page)).join()).not.toContain("Anna");
});

browserTest(
  "a page that loads with another user begins another chat before anything of the old one is shown",
  async ({ server, visit }) => {
    const pageOf = (user: object) =>
      plainPage({
        body: `<script src="/widget.js"></script><script>initChatWidget({siteKey:"widget-test",user:${JSON.stringify(user)}})</script>`,
      });
    server.page("/", pageOf(ANNA));
    const { page } = await visit();
    await talk(page, "Anna's secret");
    server.page("/", pageOf(BEN));
    await page.reload();
    await launcher(page).click();
    await dialog(page).waitFor();
    expect(await isEmpty(page)).toBe(true);
    await talk(page, "Ben here");
    expect([...server.chats.values()].map(({ joins }) => joins[0]?.userId)).toEqual(["anna", "ben"]);
  },
);

browserTest("logout leaves nothing of the chat: on the screen, on the device, in what waits to be sent", async ({ server, visit }) => {
  const { page } = await visit();
  await call(page, "identify", ANNA);
  await talk(page, "Anna's secret");
  const annas = await sessionOf(page);
  server.failing.sockets = "refuses";
  for (const chat of server.chats.values()) for (const socket of chat.sockets) socket.close();
  await page.getByText(/^Reconnecting/).waitFor();
  await page.getByLabel("Message", { exact: true }).fill("Never sent");
  await page.keyboard.press("Enter");
  await page.getByText("Sending…").waitFor();
  await call(page, "logout");
  await until(() => isEmpty(page));
  expect((await kept(page)).local).toEqual([]);
  server.failing.sockets = undefined;
  await talk(page, "A guest");
  expect(await sessionOf(page)).not.toBe(annas);
  const [, guest] = server.chats.values();
  expect(guest?.joins[0]?.userId).toBeUndefined();
  expect(guest?.joins[0]?.visitorName).toBeUndefined();
  expect([...server.chats.values()].flatMap(({ messages }) => messages).map(({ message }) => message)).not.toContain("Never sent");
});

browserTest(
  "logout in one tab leaves nothing of the chat in another, nor does what is written there get into it",
  async ({ server, visit }) => {
    const [first, second] = await Promise.all([visit(), visit()]);
    await talk(first.page, "Anna's secret");
    await launcher(second.page).click();
    await answerTo(second.page, "Anna's secret").waitFor();
    const annas = await sessionOf(first.page);
    for (const [here, there] of [
      [first.page, second.page],
      [second.page, first.page],
    ] as const) {
      for (const page of [here, there]) await page.getByLabel("Message", { exact: true }).fill("Anna's half a sen");
      await call(here, "logout");
      await Promise.all([here, there].map((page) => until(() => isEmpty(page))));
      expect((await kept(here)).local).toEqual([]);
      for (const page of [here, there]) expect(await page.getByLabel("Message", { exact: true }).inputValue()).toBe("");
      server.say(annas, "Only for Anna", { agentName: "Robin" });
      await talk(there, "A guest");
      await answerTo(here, "A guest").waitFor();
      expect(await sessionOf(here)).toBe(await sessionOf(there));
      expect(await sessionOf(here)).not.toBe(annas);
    }
    expect(server.chats.get(annas)?.messages.map(({ message }) => message)).not.toContain("A guest");
    expect((await lines(first.page)).join()).not.toContain("Anna");
  },
);

browserTest("what waits to be sent in another tab is forgotten with the chat", async ({ server, visit }) => {
  const [first, second] = await Promise.all([visit(), visit()]);
  await talk(first.page, "Hello");
  await launcher(second.page).click();
  await answerTo(second.page, "Hello").waitFor();
  server.failing.sockets = "refuses";
  for (const chat of server.chats.values()) for (const socket of chat.sockets) socket.close();
  await second.page.getByText(/^Reconnecting/).waitFor();
  await write(second.page, "Never sent");
  await second.page.getByText("Sending…").waitFor();
  await call(first.page, "logout");
  await until(() => isEmpty(second.page));
  server.failing.sockets = undefined;
  await talk(second.page, "A guest");
  expect([...server.chats.values()].flatMap(({ messages }) => messages).map(({ message }) => message)).not.toContain("Never sent");
});

browserTest("a page that empties the storage itself begins another chat with the next line", async ({ server, visit }) => {
  const { page } = await visit();
  await talk(page, "Hello");
  await page.reload();
  await launcher(page).click();
  await answerTo(page, "Hello").waitFor();
  await page.evaluate(() => localStorage.clear());
  await talk(page, "A guest");
  expect([...server.chats.values()].map(({ messages }) => messages.map(({ message }) => message))).toEqual([
    ["Hello", "Answer to: Hello"],
    ["A guest", "Answer to: A guest"],
  ]);
  expect((await lines(page)).slice(1)).toEqual(["A guest", "Answer to: A guest"]);
  expect(await sessionOf(page)).toBe([...server.chats.keys()][1] as string);
});
