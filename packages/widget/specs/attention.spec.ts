import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { call, setHidden } from "./harness/page-api";
import { browserTest, type Scene } from "./harness/scene";
import { dialog, launcher, sessionOf, talk, until } from "./harness/visitor";
import { menu } from "./states/states";

/** Counts the tones of a page. */
const COUNT_TONES = () => {
  Object.assign(window, { tones: 0 });
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (when) {
    (window as unknown as { tones: number }).tones++;
    return start.call(this, when);
  };
};
const tones = (page: Page) => page.evaluate(() => (window as unknown as { tones: number }).tones);

/** A visitor's chat, closed again. */
async function closedChat({ blank, server }: Scene) {
  const { page, complaints } = await blank();
  await page.addInitScript(COUNT_TONES);
  await page.goto(`${server.origin}/`);
  await talk(page, "Hello");
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "hidden" });
  return { page, complaints, sessionId: await sessionOf(page) };
}

const unread = (page: Page, count: number) => page.getByRole("button", { name: `Support Chat, ${count} unread` }).waitFor();

browserTest("two tabs count alike what is unread, make one sound, and read together", async (scene) => {
  const { server } = scene;
  const { page, sessionId } = await closedChat(scene);
  const second = await page.context().newPage();
  await second.addInitScript(COUNT_TONES);
  await second.goto(`${server.origin}/`);
  // Without a press a page may make no sound.
  await second.locator("h1").click();
  await until(() => server.chats.get(sessionId)?.sockets.size === 2);
  for (const text of ["One", "Two", "Three"]) server.say(sessionId, text, { agentName: "Robin" });
  for (const tab of [page, second]) await unread(tab, 3);
  await until(async () => (await tones(page)) + (await tones(second)) > 0);
  await launcher(second).click();
  await page.getByRole("button", { name: "Support Chat", exact: true }).waitFor();
  expect((await tones(page)) + (await tones(second))).toBe(1);
  await second.close();
});

browserTest("before the first press on a page there is no sound, and no complaint of one", async (scene) => {
  const { server } = scene;
  const { page, complaints, sessionId } = await closedChat(scene);
  await page.reload();
  await until(() => (server.chats.get(sessionId)?.joins.length ?? 0) === 2);
  server.say(sessionId, "Psst", { agentName: "Robin" });
  await unread(page, 1);
  expect(await tones(page)).toBe(0);
  expect(complaints).toEqual([]);
});

browserTest("the title flashes while the page is out of sight, and is the page's own again at once", async (scene) => {
  const { server } = scene;
  const { page, sessionId } = await closedChat(scene);
  server.say(sessionId, "You are there", { agentName: "Robin" });
  await unread(page, 1);
  await page.waitForTimeout(1_300);
  expect(await page.title()).toBe("Shop");
  await setHidden(page, true);
  server.say(sessionId, "Come back", { agentName: "Robin" });
  await page.waitForFunction(() => document.title === "(2) New message" || document.title === "(1) New message");
  await page.waitForFunction(() => document.title === "Shop");
  await page.waitForFunction(() => document.title !== "Shop");
  await setHidden(page, false);
  expect(await page.title()).toBe("Shop");
});

browserTest("a title that the page sets meanwhile stays", async (scene) => {
  const { server } = scene;
  const { page, sessionId } = await closedChat(scene);
  await setHidden(page, true);
  server.say(sessionId, "Come back", { agentName: "Robin" });
  await page.waitForFunction(() => document.title !== "Shop");
  await page.evaluate(() => {
    document.title = "Sold out";
  });
  await setHidden(page, false);
  expect(await page.title()).toBe("Sold out");
});

browserTest("who turned the sound off hears none", async (scene) => {
  const { server } = scene;
  const { page, sessionId } = await closedChat(scene);
  await launcher(page).click();
  await menu(page).click();
  await page.getByRole("button", { name: "Turn sound off" }).click();
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "hidden" });
  server.say(sessionId, "Psst", { agentName: "Robin" });
  await unread(page, 1);
  expect(await tones(page)).toBe(0);
});

browserTest("messages that come together make one sound, and one that comes later another", async (scene) => {
  const { server } = scene;
  const { page, sessionId } = await closedChat(scene);
  for (const text of ["One", "Two", "Three"]) server.say(sessionId, text, { agentName: "Robin" });
  await unread(page, 3);
  await until(async () => (await tones(page)) === 1);
  const isQuiet = () =>
    page.evaluate(async () => !(await navigator.locks.query()).held?.some(({ name }) => name === "cw:widget-test:sound"));
  await until(async () => !(await isQuiet()));
  await until(isQuiet);
  expect(await tones(page)).toBe(1);
  server.say(sessionId, "Later", { agentName: "Robin" });
  await until(async () => (await tones(page)) === 2);
});

browserTest("with the widget goes what made its sounds", async (scene) => {
  const { server } = scene;
  const { blank } = scene;
  const { page } = await blank();
  await page.addInitScript(() => {
    const Original = AudioContext;
    Object.assign(window, { made: [] });
    window.AudioContext = class extends Original {
      constructor() {
        super();
        (window as unknown as { made: AudioContext[] }).made.push(this);
      }
    };
  });
  await page.goto(`${server.origin}/`);
  await talk(page, "Hello");
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "hidden" });
  server.say(await sessionOf(page), "Psst", { agentName: "Robin" });
  await page.waitForFunction("made.length === 1");
  await call(page, "destroy");
  await page.waitForFunction("made[0].state === 'closed'");
});
