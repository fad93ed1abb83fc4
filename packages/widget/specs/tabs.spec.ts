import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { setHidden } from "./harness/page-api";
import { browserTest, type Scene } from "./harness/scene";
import { answerTo, launcher, lines, sessionOf, talk, until, write } from "./harness/visitor";

const field = (page: Page) => page.getByLabel("Message", { exact: true });

/** One chat, open in two tabs. */
async function twoTabs({ visit }: Scene): Promise<[Page, Page]> {
  const [{ page: first }, { page: second }] = await Promise.all([visit(), visit()]);
  await talk(first, "Hello");
  await launcher(second).click();
  await answerTo(second, "Hello").waitFor();
  return [first, second];
}

browserTest("a chat that begins in one tab is there in another that was open before it", async ({ server, visit }) => {
  const [{ page: first }, { page: second }] = await Promise.all([visit(), visit()]);
  for (const page of [first, second]) {
    await launcher(page).click();
    await page.getByText("Hello! How can we help?").waitFor();
  }
  await talk(first, "From the first");
  await answerTo(second, "From the first").waitFor();
  await talk(second, "From the second");
  await answerTo(first, "From the second").waitFor();
  expect(server.chats.size).toBe(1);
  expect(await lines(first)).toEqual(await lines(second));
});

browserTest("what is being written in one tab is neither written over nor echoed by another", async (scene) => {
  const [first, second] = await twoTabs(scene);
  for (const page of [first, second])
    await page.evaluate(() => {
      Object.assign(window, { changes: 0 });
      addEventListener("storage", (event) => {
        if ((event as StorageEvent).key === "cw:widget-test:draft") (window as unknown as { changes: number }).changes++;
      });
    });
  const changes = (page: Page) => page.evaluate("changes");
  await field(first).fill("From the first");
  await until(async () => (await changes(second)) === 1);
  await field(second).fill("From the second");
  await until(async () => (await changes(first)) === 1);
  // Whatever one would answer to the other is there by the time that a message is.
  scene.server.say(await sessionOf(first), "Anything", { agentName: "Robin" });
  for (const page of [first, second]) await page.getByText("Anything", { exact: true }).waitFor();
  expect([await changes(first), await changes(second)]).toEqual([1, 1]);
  expect([await field(first).inputValue(), await field(second).inputValue()]).toEqual(["From the first", "From the second"]);
  await second.reload();
  await launcher(second).click();
  await until(async () => (await field(second).inputValue()) === "From the second");
});

browserTest("a tab out of sight makes no sound and no title of what is read in another", async (scene) => {
  const [first, second] = await twoTabs(scene);
  await second.evaluate(() => {
    Object.assign(window, { tones: 0, titles: [] });
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (when) {
      (window as unknown as { tones: number }).tones++;
      return start.call(this, when);
    };
    new MutationObserver(() => (window as unknown as { titles: string[] }).titles.push(document.title)).observe(document.head, {
      childList: true,
      subtree: true,
      characterData: true,
    });
  });
  await setHidden(second, true);
  scene.server.say(await sessionOf(first), "Read at once", { agentName: "Robin" });
  await first.getByText("Read at once", { exact: true }).waitFor();
  await second.getByText("Read at once", { exact: true }).waitFor();
  // A flash takes a second.
  await second.waitForTimeout(1_500);
  expect(await second.evaluate("[tones, titles]")).toEqual([0, []]);
  await write(first, "Seen");
});
