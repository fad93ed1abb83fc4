import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { comeToRest } from "./harness/look";
import { call } from "./harness/page-api";
import { plainPage } from "./harness/pages";
import { browserTest, ofBrowser } from "./harness/scene";
import { dialog, launcher, sessionOf, talk, until } from "./harness/visitor";

/** A page that starts the widget itself. @param says besides its key, as JavaScript */
const pageThat = (says: string) =>
  plainPage({ body: `<script src="/widget.js"></script><script>initChatWidget({siteKey:"widget-test",${says}})</script>` });

const styleOf = (page: Page, selector: string, property: string) =>
  page.evaluate(
    ([inside, name]) => {
      const host = document.querySelector("chat-widget");
      const element = inside ? host?.shadowRoot?.querySelector(inside) : host;
      return element ? getComputedStyle(element).getPropertyValue(name as string) : null;
    },
    [selector, property] as const,
  );

browserTest("the widget lies as high as the page says, and else above almost all", async ({ server, visit }) => {
  server.page("/", pageThat("zIndex:7"));
  server.page("/high", pageThat(""));
  for (const [path, height] of [
    ["/", "7"],
    ["/high", "2147483000"],
  ] as const) {
    const { page } = await visit(path);
    await launcher(page).waitFor();
    expect(await styleOf(page, "", "z-index")).toBe(height);
  }
});

browserTest("a page without the button opens the chat itself, and may show the button", async ({ server, visit }) => {
  server.page("/", pageThat("hideLauncher:true"));
  const { page } = await visit();
  await launcher(page).waitFor({ state: "attached" });
  expect(await launcher(page).isVisible()).toBe(false);
  await call(page, "open");
  await talk(page, "Hello");
  await call(page, "show");
  await launcher(page).waitFor();
  await call(page, "hide");
  await launcher(page).waitFor({ state: "hidden" });
  expect(await dialog(page).isVisible()).toBe(true);
});

browserTest("the page may turn the direction of the language", async ({ server, visit }) => {
  server.page("/", pageThat(`dir:"rtl"`));
  const { page } = await visit();
  await launcher(page).click();
  await dialog(page).waitFor();
  expect([await dialog(page).getAttribute("lang"), await styleOf(page, ".panel", "direction")]).toEqual(["en", "rtl"]);
});

const LIGHT = "rgb(255, 255, 255)";
for (const [theme, inLight, inDark] of [
  ["auto", true, false],
  ["light", true, true],
  ["dark", false, false],
] as const)
  browserTest(`a theme that is "${theme}" is kept while the device turns dark and light`, async ({ server, visit }) => {
    server.page("/", pageThat(`theme:"${theme}"`));
    const { page } = await visit("/", { colorScheme: "light" });
    await launcher(page).click();
    await dialog(page).waitFor();
    const isLight = async () => {
      await comeToRest(page);
      return (await styleOf(page, ".panel", "background-color")) === LIGHT;
    };
    expect(await isLight()).toBe(inLight);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await isLight()).toBe(inDark);
    await page.emulateMedia({ colorScheme: "light" });
    expect(await isLight()).toBe(inLight);
  });

browserTest("the page's own object is left as it is, be it frozen", async ({ server, visit }) => {
  server.page(
    "/",
    plainPage({
      body: `<script src="/widget.js"></script><script>given=Object.freeze({siteKey:"widget-test",user:Object.freeze({id:"7",name:"Ada"})});initChatWidget(given)</script>`,
    }),
  );
  const { page, complaints } = await visit();
  await talk(page, "Hello");
  const before = await sessionOf(page);
  await call(page, "setAttributes", { plan: "pro" });
  await call(page, "hide");
  await call(page, "logout");
  await call(page, "destroy");
  expect(await page.evaluate("JSON.stringify(given)")).toBe(`{"siteKey":"widget-test","user":{"id":"7","name":"Ada"}}`);
  await page.evaluate("initChatWidget(given)");
  await talk(page, "Hello again");
  expect(server.chats.size).toBe(2);
  expect(await sessionOf(page)).not.toBe(before);
  expect([...server.chats.values()].map(({ joins }) => joins.at(-1)?.userId)).toEqual(["7", "7"]);
  expect(complaints.filter((text) => !ofBrowser.test(text))).toEqual([]);
});

browserTest("what is called after the end does nothing, and throws nothing", async ({ server, visit }) => {
  server.page("/", plainPage({ body: `<script src="/widget.js"></script><script>chat=initChatWidget({siteKey:"widget-test"})</script>` }));
  const { page, complaints } = await visit();
  await talk(page, "Hello");
  await page.evaluate(`
    chat.destroy();
    for (const method of ["open", "close", "toggle", "show", "hide", "logout", "destroy"]) chat[method]();
    for (const method of ["sendMessage", "prefill", "setLocale"]) chat[method]("Hello");
    chat.identify({ id: "7" });
    chat.setAttributes({ plan: "pro" });
    chat.on("open", () => {})();
  `);
  expect(await page.locator("chat-widget").count()).toBe(0);
  expect(complaints).toEqual([]);
});

browserTest("an address that is none is told to the page, which goes on", async ({ server, visit }) => {
  server.page("/", `${pageThat(`apiUrl:"http://["`)}<script>document.title="Went on"</script>`);
  const { page, complaints } = await visit();
  expect(await page.title()).toBe("Went on");
  await until(() => complaints.length > 0);
  expect(complaints).toHaveLength(1);
  expect(complaints[0]).toContain("URL");
});

browserTest("a tag whose key is empty is told so", async ({ server, visit }) => {
  server.page("/", plainPage({ body: `<script async src="/widget.js" data-site-key=""></script>` }));
  const { page, complaints } = await visit();
  await page.waitForFunction("window.ChatWidget");
  expect(complaints).toEqual(["ChatWidget: unknown site key"]);
});
