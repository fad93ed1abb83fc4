import { expect } from "bun:test";
import { CONFIG } from "../src/testing/fake-server";
import { call } from "./harness/page-api";
import { plainPage, tag } from "./harness/pages";
import { browserTest } from "./harness/scene";
import { answerTo, dialog, launcher, lines, talk } from "./harness/visitor";

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

const TEXTS = {
  de: { widgetTitle: "Hilfe", welcomeMessage: "Guten Tag!" },
  pt: { widgetTitle: "Ajuda", welcomeMessage: "Bom dia!" },
  "pt-BR": { welcomeMessage: "Oi!" },
};

/** A page of this language; what it says besides its key. */
const pageIn = (lang: string, says = "{}") =>
  plainPage({
    body: `<script src="/widget.js"></script><script>document.documentElement.lang="${lang}";initChatWidget({siteKey:"widget-test",...${says}})</script>`,
  });

for (const [lang, says, title, welcome] of [
  ["de-CH", "{}", "Hilfe", "Guten Tag!"],
  ["pt-BR", "{}", "Ajuda", "Oi!"],
  ["pt-PT", "{}", "Ajuda", "Bom dia!"],
  ["fr", "{}", CONFIG.widgetTitle, CONFIG.welcomeMessage],
  ["fr", `{locale:"de"}`, "Hilfe", "Guten Tag!"],
  ["de", `{widgetTitle:"Frag uns",welcomeMessage:null}`, "Frag uns", "Guten Tag!"],
] as const)
  browserTest(`where the page is ${lang} and says ${says} the admin's texts are those of the language`, async ({ server, visit }) => {
    server.configs.set("widget-test", { ...CONFIG, texts: TEXTS });
    server.page("/", pageIn(lang, says));
    const { page, complaints } = await visit();
    await page.getByRole("button", { name: title, exact: true }).click();
    await dialog(page)
      .and(page.getByLabel(title, { exact: true }))
      .waitFor();
    await page.getByRole("heading", { name: title, exact: true }).waitFor();
    await page.getByText(welcome, { exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });

browserTest("what the admin wrote changes with the language of the page, on the launcher too, and back", async ({ server, visit }) => {
  server.configs.set("widget-test", { ...CONFIG, texts: TEXTS });
  const { page } = await visit();
  await launcher(page).click();
  for (const [locale, title, welcome] of [
    ["de", "Hilfe", "Guten Tag!"],
    ["en", CONFIG.widgetTitle, CONFIG.welcomeMessage],
  ] as const) {
    await call(page, "setLocale", locale);
    await page.getByRole("heading", { name: title, exact: true }).waitFor();
    await page.getByText(welcome, { exact: true }).waitFor();
    expect(await launcher(page).getAttribute("aria-label")).toBe(title);
  }
});

browserTest("a language that cannot be had is English, and nothing is missing", async ({ server, visit }) => {
  server.page("/", plainPage({ body: tag({ attributes: `async data-locale="tlh"` }) }));
  const { page, complaints } = await visit();
  await talk(page, "nuqneH");
  expect(complaints).toEqual([]);
});
