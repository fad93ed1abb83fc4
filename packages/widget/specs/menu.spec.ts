import { expect } from "bun:test";
import { readFile } from "node:fs/promises";
import { kept } from "./harness/page-api";
import { browserTest } from "./harness/scene";
import { dialog, launcher, lines, sessionOf, talk, until } from "./harness/visitor";
import { menu } from "./states/states";

const active = `document.querySelector("chat-widget").shadowRoot.activeElement`;

browserTest("the menu is opened, walked through and left by keyboard, and Escape closes it before the chat", async ({ visit }) => {
  const { page } = await visit();
  await talk(page, "Hello");
  await menu(page).focus();
  await page.keyboard.press("Enter");
  expect(await menu(page).getAttribute("aria-expanded")).toBe("true");
  const walked: string[] = [];
  for (let step = 0; step < 4; step++) {
    walked.push(await page.evaluate(`${active}.textContent`));
    await page.keyboard.press("Tab");
  }
  expect(walked).toEqual(["Turn sound off", "Save this chat", "End chat", "Forget me on this device"]);
  // Whoever goes on past the last one leaves it.
  await page.waitForFunction(`document.querySelector("chat-widget").shadowRoot.querySelector(".menu").hidden`);
  await menu(page).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Turn sound off" }).waitFor();
  await page.keyboard.press("Escape");
  expect(await menu(page).getAttribute("aria-expanded")).toBe("false");
  expect(await page.evaluate(`${active}.ariaLabel`)).toBe("More");
  expect(await dialog(page).isVisible()).toBe(true);
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "hidden" });
});

browserTest("the menu is opened by keyboard on a phone, where Tab goes round in the chat", async ({ visit }) => {
  const { page } = await visit("/", { viewport: { width: 390, height: 844 } });
  await talk(page, "Hello");
  await menu(page).focus();
  const round = new Set<string>();
  for (let step = 0; step < 12; step++) {
    await page.keyboard.press("Tab");
    round.add(await page.evaluate(`document.activeElement.localName`));
  }
  expect([...round]).toEqual(["chat-widget"]);
});

browserTest("a chat is saved as a text, with all that was said before", async ({ server, visit }) => {
  server.pageHistory();
  const { page } = await visit();
  await talk(page, "The first line");
  const sessionId = await sessionOf(page);
  for (let number = 1; number <= 120; number++) server.say(sessionId, `line ${number}`, { agentName: "Robin" });
  await page.getByText("line 120", { exact: true }).waitFor();
  await page.reload();
  await launcher(page).click();
  await page.getByText("line 120", { exact: true }).waitFor();
  await menu(page).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save this chat" }).click()]);
  const text = await readFile(await download.path(), "utf8");
  expect(download.suggestedFilename()).toBe("Acme Corp.txt");
  expect(text).toContain("You: The first line\n");
  expect(text.match(/Robin: line \d+$/gm)).toHaveLength(120);
});

browserTest("a chat is sent by e-mail where the server can, and the answer is told", async ({ server, visit }) => {
  server.setFacts({ sendsMail: true });
  const { page } = await visit();
  await talk(page, "Hello");
  await menu(page).click();
  await page.getByRole("button", { name: "Send this chat by e-mail" }).click();
  await page.getByLabel("E-mail").fill("jo@example.com");
  await page.keyboard.press("Enter");
  await page.getByText("The chat is on its way to jo@example.com").waitFor();
  expect(server.chats.get(await sessionOf(page))?.asked).toContainEqual({ type: "mail_transcript", visitorEmail: "jo@example.com" });
});

browserTest("a chat is ended by two presses, and by no fewer", async ({ server, visit }) => {
  const { page } = await visit();
  await talk(page, "Hello");
  const asked = server.chats.get(await sessionOf(page))?.asked ?? [];
  await menu(page).click();
  await page.getByRole("button", { name: "End chat" }).click();
  expect(asked.filter(({ type }) => type === "end_chat")).toEqual([]);
  await page.getByRole("button", { name: "Press again to confirm" }).click();
  await page.getByText("How was this chat?").waitFor();
  expect(asked.filter(({ type }) => type === "end_chat")).toHaveLength(1);
});

browserTest("who wants to be forgotten is: nothing is kept, and the next line begins another chat", async ({ server, visit }) => {
  const { page } = await visit();
  await talk(page, "Do not remember me");
  const first = await sessionOf(page);
  await page.getByLabel("Message", { exact: true }).fill("Half a sen");
  await menu(page).click();
  await page.getByRole("button", { name: "Forget me" }).click();
  await page.getByRole("button", { name: "Press again to confirm" }).click();
  await until(async () => (await lines(page)).length === 1);
  expect(await kept(page)).toEqual({ local: [], session: [], cookies: "" });
  await page.reload();
  await launcher(page).click();
  await dialog(page).waitFor();
  expect(await lines(page)).toHaveLength(1);
  await talk(page, "Somebody else");
  expect(await sessionOf(page)).not.toBe(first);
  expect(server.chats.get(first)?.messages.map(({ message }) => message)).not.toContain("Somebody else");
});

browserTest("who turned the sound off keeps it off over a reload", async ({ visit }) => {
  const { page } = await visit();
  await talk(page, "Hush");
  await menu(page).click();
  await page.getByRole("button", { name: "Turn sound off" }).click();
  await page.reload();
  await launcher(page).click();
  await menu(page).click();
  await page.getByRole("button", { name: "Turn sound on" }).waitFor();
});

browserTest("before there is a chat there is nothing to be done with it, and nothing is stored", async ({ visit }) => {
  const { page } = await visit();
  await launcher(page).click();
  await page.getByLabel("Message", { exact: true }).pressSequentially("Half a sen");
  // It comes with the extras, hidden.
  await page.locator("chat-widget .clip").waitFor();
  expect(await menu(page).count()).toBe(0);
  expect((await kept(page)).local).toEqual([]);
  await talk(page, "Hello");
  await menu(page).waitFor();
});
