import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { call } from "./harness/page-api";
import { browserTest } from "./harness/scene";
import { answerTo, launcher, lines, sessionOf, talk, until, write } from "./harness/visitor";

const field = (page: Page) => page.getByLabel("Message", { exact: true });

browserTest("Enter sends, Shift and Enter begin another line", async ({ server, visit }) => {
  const { page } = await visit();
  await launcher(page).click();
  await field(page).pressSequentially("One");
  const low = (await field(page).boundingBox())?.height ?? 0;
  await page.keyboard.press("Shift+Enter");
  await field(page).pressSequentially("Two");
  expect(await field(page).inputValue()).toBe("One\nTwo");
  expect((await field(page).boundingBox())?.height).toBeGreaterThan(low);
  expect(server.chats.size).toBe(0);
  await page.keyboard.press("Enter");
  await page.getByText("Answer to: One").waitFor();
  expect(await field(page).inputValue()).toBe("");
  expect((await field(page).boundingBox())?.height).toBe(low);
});

browserTest("the Enter that ends a word of an input method sends nothing", async ({ server, visit }) => {
  const { page } = await visit();
  await launcher(page).click();
  await field(page).fill("にほん");
  // Chromium and Firefox say that it composes; Safari says 229 after composing.
  for (const how of [{ isComposing: true }, { keyCode: 229 }])
    await field(page).evaluate(
      (input, given) => input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...given })),
      how,
    );
  expect(await field(page).inputValue()).toBe("にほん");
  expect(server.chats.size).toBe(0);
  await page.keyboard.press("Enter");
  await answerTo(page, "にほん").waitFor();
});

browserTest("a line takes no more than the server does", async ({ visit }) => {
  const { page } = await visit();
  await launcher(page).click();
  expect(await field(page).getAttribute("maxlength")).toBe("4000");
});

browserTest("a message that was refused says so, keeps its text, and is sent by Retry", async ({ server, visit }) => {
  const { page } = await visit();
  await talk(page, "Hello");
  server.refuseMessages("INPUT_INVALID");
  await write(page, "Refused at first");
  await page.getByText("Not sent").waitFor();
  expect((await lines(page)).at(-1)).toBe("Refused at first");
  await page.reload();
  await launcher(page).click();
  await page.getByText("Not sent").waitFor();
  server.refuseMessages();
  await page.getByRole("button", { name: "Retry" }).click();
  await answerTo(page, "Refused at first").waitFor();
  expect(await page.getByText("Not sent").count()).toBe(0);
  expect(
    server.chats
      .get(await sessionOf(page))
      ?.messages.map(({ message }) => message)
      .filter((text) => text === "Refused at first"),
  ).toHaveLength(1);
});

browserTest("a message that comes moves no focus: not from the field, not from a link, not from the page", async ({ server, visit }) => {
  const { page } = await visit();
  await talk(page, "Hello");
  const sessionId = await sessionOf(page);
  const focused = () =>
    page.evaluate(() => {
      const { activeElement } = document;
      return (activeElement?.shadowRoot?.activeElement ?? activeElement)?.outerHTML.slice(0, 60);
    });
  for (const [index, place] of ["chat-widget textarea", "chat-widget .person", "chat-widget .lines", "h1"].entries()) {
    await page
      .locator(place)
      .first()
      .evaluate((element) => {
        element.setAttribute("tabindex", "0");
        (element as HTMLElement).focus();
      });
    const before = await focused();
    server.say(sessionId, `News ${index}`, { agentName: "Robin" });
    await page.getByText(`News ${index}`, { exact: true }).waitFor();
    expect(await focused()).toBe(before);
  }
});

browserTest("each line is written in its own direction", async ({ server, visit }) => {
  const { page } = await visit();
  await talk(page, "Hello");
  server.say(await sessionOf(page), "مرحبا", { agentName: "Robin" });
  await page.getByText("مرحبا", { exact: true }).waitFor();
  const directions = () =>
    page.locator("chat-widget .bubble").evaluateAll((bubbles) => bubbles.map((bubble) => getComputedStyle(bubble).direction));
  await until(async () => (await directions()).length === 4);
  expect(await directions()).toEqual(["ltr", "ltr", "ltr", "rtl"]);
  await field(page).fill("مرحبا");
  expect(await field(page).evaluate((input) => getComputedStyle(input).direction)).toBe("rtl");
});

browserTest("what is said about the chat itself stands in a region of its own, announced politely", async ({ server, visit }) => {
  const { page } = await visit();
  await talk(page, "Hello");
  const status = page.getByRole("dialog").getByRole("status").first();
  expect(await status.textContent()).toBe("");
  server.failing.sockets = "refuses";
  for (const chat of server.chats.values()) for (const socket of chat.sockets) socket.close();
  await until(async () => (await status.textContent()) === "Reconnecting… Your messages are kept.");
  expect(await page.getByRole("log").getByText("Reconnecting").count()).toBe(0);
});

browserTest("the field is as high as what is in it, also when that was put there while the chat was closed", async ({ visit }) => {
  const { page } = await visit();
  await call(page, "prefill", "One\nTwo\nThree");
  await until(async () => (await page.locator("chat-widget textarea").count()) === 1);
  await launcher(page).click();
  await field(page).waitFor();
  const { height, inner } = await field(page).evaluate((input) => ({ height: input.clientHeight, inner: input.scrollHeight }));
  expect(height).toBe(inner);
  expect(height).toBeGreaterThan(60);
});

browserTest("what comes with a chat and cannot be had is asked for once, however much the mouse moves", async ({ visit }) => {
  const { page } = await visit();
  let asked = 0;
  await page.route("**/extras-*", (route) => {
    asked++;
    return route.abort();
  });
  await launcher(page).click();
  await field(page).waitFor();
  for (let step = 0; step < 40; step++) await page.mouse.move(900 + step, 400 + step);
  await talk(page, "Hello");
  expect(asked).toBe(1);
  await page.unroute("**/extras-*");
  await page.keyboard.press("Escape");
  await launcher(page).click();
  await talk(page, "And on");
  await page.locator("chat-widget .clip").waitFor();
});
