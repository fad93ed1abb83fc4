import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { comeToRest } from "./harness/look";
import { browserTest, type Scene } from "./harness/scene";
import { launcher, lines, sessionOf, talk, until } from "./harness/visitor";

/** A chat of 131 lines that has just been opened again. */
async function longChat({ server, visit }: Scene) {
  server.pageHistory();
  const { page, complaints } = await visit();
  await talk(page, "Begin");
  const sessionId = await sessionOf(page);
  for (let number = 1; number <= 129; number++) server.say(sessionId, `line ${number}`, { agentName: number % 3 ? "Robin" : "Sam" });
  await page.getByText("line 129", { exact: true }).waitFor();
  await page.reload();
  await launcher(page).click();
  await page.getByText("line 129", { exact: true }).waitFor();
  return { page, complaints, sessionId };
}

/** Where the line with this text stands on the screen. */
const place = async (page: Page, text: string) => (await page.getByText(text, { exact: true }).boundingBox())?.y ?? Number.NaN;
/** @returns where the first line stands then, before anything can follow from it */
const scrollTo = (page: Page, top: number) =>
  page.evaluate((wanted) => {
    const list = document.querySelector("chat-widget")?.shadowRoot?.querySelector(".lines");
    if (list) list.scrollTop = wanted;
    return list?.querySelector(".bubble")?.getBoundingClientRect().y ?? Number.NaN;
  }, top);

browserTest("lines from before come as they are read back to, and move nothing that is read", async (scene) => {
  const { page, complaints } = await longChat(scene);
  expect((await lines(page)).length).toBeLessThan(110);
  for (;;) {
    const shown = await lines(page);
    if (shown.length === 132) break;
    const first = shown[0] ?? "";
    await comeToRest(page);
    const before = await scrollTo(page, 1);
    await until(async () => (await lines(page)).length > shown.length);
    expect(Math.abs((await place(page, first)) - before)).toBeLessThan(3);
  }
  // The welcome stands before the first line, and only there.
  expect((await lines(page)).slice(0, 4)).toEqual(["Hello! How can we help?", "Begin", "Answer to: Begin", "line 1"]);
  expect(complaints).toEqual([]);
});

browserTest("who reads further up is told of new lines, and not taken away", async (scene) => {
  const { page, sessionId } = await longChat(scene);
  await scrollTo(page, 900);
  await comeToRest(page);
  const [reading] = await page.evaluate(() => {
    const root = document.querySelector("chat-widget")?.shadowRoot;
    const top = root?.querySelector(".lines")?.getBoundingClientRect().top ?? 0;
    return [...(root?.querySelectorAll(".bubble") ?? [])]
      .filter((line) => line.getBoundingClientRect().top > top)
      .map((line) => line.textContent ?? "");
  });
  const before = await place(page, reading ?? "");
  scene.server.say(sessionId, "This is new", { agentName: "Robin" });
  const news = page.getByRole("button", { name: "New messages" });
  await news.waitFor();
  expect(await place(page, reading ?? "")).toBe(before);
  await news.click();
  await news.waitFor({ state: "hidden" });
  await until(async () => (await place(page, "This is new")) < 800);
});

browserTest("what was said before is not announced, and what is said now is", async (scene) => {
  const { page, sessionId } = await longChat(scene);
  const heard: (string | null)[] = [];
  await page.exposeFunction("hear", (state: string) => void heard.push(state));
  await page.evaluate(() => {
    const list = document.querySelector("chat-widget")?.shadowRoot?.querySelector(".lines");
    if (!list) return;
    const tell = () => (window as unknown as { hear(state: string): void }).hear(list.getAttribute("aria-live") ?? "");
    new MutationObserver(tell).observe(list, { childList: true });
  });
  scene.server.say(sessionId, "Now", { agentName: "Robin" });
  await page.getByText("Now", { exact: true }).waitFor();
  await until(() => heard.length > 0);
  expect(heard).toEqual(["polite"]);
  const { length } = await lines(page);
  await scrollTo(page, 1);
  await until(async () => (await lines(page)).length > length);
  await until(() => heard.length > 1);
  expect(heard.slice(1).filter((state) => state !== "off")).toEqual([]);
  expect(await page.locator("chat-widget .lines").getAttribute("role")).toBe("log");
});

browserTest("dots stand under the lines while somebody writes, and go with their line", async (scene) => {
  const { server, visit } = scene;
  const { page } = await visit();
  await talk(page, "Hello");
  const sessionId = await sessionOf(page);
  const dots = (name: string) => page.getByRole("img", { name: `${name} is writing` });
  server.publish(sessionId, { type: "typing", isTyping: true });
  await dots("AI assistant").waitFor();
  server.publish(sessionId, { type: "typing", isTyping: false });
  await dots("AI assistant").waitFor({ state: "hidden" });
  server.publish(sessionId, { type: "agent_joined", message: "", agentName: "Robin" });
  server.publish(sessionId, { type: "typing", isTyping: true });
  await dots("Robin").waitFor();
  const below = (await page.locator("chat-widget .dots").boundingBox())?.y ?? 0;
  expect(below).toBeGreaterThan(await place(page, "Robin joined"));
  server.say(sessionId, "There you are", { agentName: "Robin" });
  await page.getByText("There you are").waitFor();
  await dots("Robin").waitFor({ state: "hidden" });
});
