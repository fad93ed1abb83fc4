import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { call, kept } from "./harness/page-api";
import { plainPage } from "./harness/pages";
import { browserTest } from "./harness/scene";
import { answerTo, dialog, launcher, lines, sessionOf, talk, until } from "./harness/visitor";

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
