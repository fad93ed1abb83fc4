import { expect } from "bun:test";
import { call } from "./harness/page-api";
import { plainPage, tag } from "./harness/pages";
import { browserTest } from "./harness/scene";
import { answerTo, launcher, lines, talk } from "./harness/visitor";

browserTest("a page changes the language while somebody writes: the chat, the sentence and the focus stay", async ({ server, visit }) => {
  const { page, complaints } = await visit();
  await talk(page, "Hello");
  await page.getByLabel("Message", { exact: true }).fill("Half a sen");
  const before = await lines(page);
  await call(page, "setLocale", "de");
  const german = page.getByLabel("Nachricht", { exact: true });
  await german.waitFor();
  await answerTo(page, "Hello").waitFor();
  expect(await german.inputValue()).toBe("Half a sen");
  expect(await lines(page)).toEqual(before);
  expect(await page.evaluate(() => document.querySelector("chat-widget")?.shadowRoot?.activeElement?.localName)).toBe("textarea");
  expect(await page.getByRole("dialog").getAttribute("lang")).toBe("de");
  await page.keyboard.press("Enter");
  await answerTo(page, "Half a sen").waitFor();
  await call(page, "setLocale", "ar");
  await page.getByRole("dialog").and(page.locator(`[dir="rtl"]`)).waitFor();
  await call(page, "setLocale", "en");
  await page.getByLabel("Message", { exact: true }).waitFor();
  await talk(page, "And on");
  expect(await page.getByRole("dialog").count()).toBe(1);
  expect(server.chats.size).toBe(1);
  expect(complaints).toEqual([]);
});

browserTest("the page's own texts go before those of the language", async ({ server, visit }) => {
  const config = `{siteKey:"widget-test",locale:"de-AT",strings:{placeholder:"Servus! Was gibt's?",newMessages:"Neues"}}`;
  server.page("/", plainPage({ body: `<script src="/widget.js"></script><script>initChatWidget(${config})</script>` }));
  const { page } = await visit();
  await launcher(page).click();
  const field = page.getByPlaceholder("Servus! Was gibt's?");
  await field.waitFor();
  expect(await field.getAttribute("aria-label")).toBe("Nachricht");
});

browserTest("a language that cannot be had is English, and nothing is missing", async ({ server, visit }) => {
  server.page("/", plainPage({ body: tag({ attributes: `async data-locale="tlh"` }) }));
  const { page, complaints } = await visit();
  await talk(page, "nuqneH");
  expect(complaints).toEqual([]);
});
