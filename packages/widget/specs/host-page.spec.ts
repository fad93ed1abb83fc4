import { expect } from "bun:test";
import { plainPage, TAG, tag } from "./harness/pages";
import { browserTest } from "./harness/scene";
import { launcher, talk, until } from "./harness/visitor";

browserTest("a page with a strict policy and trusted types loses nothing", async ({ visit, server }) => {
  const policy = "default-src 'none'; script-src 'self'; connect-src 'self' ws:; require-trusted-types-for 'script'; trusted-types 'none'";
  server.page("/", plainPage(), { "content-security-policy": policy });
  const { page, complaints } = await visit();
  await talk(page, "Strict");
  expect(await launcher(page).evaluate((button) => getComputedStyle(button).width)).toBe("60px");
  expect(complaints).toEqual([]);
});

browserTest("an unknown key leaves the page alone but for one warning that names it", async ({ visit, server }) => {
  server.page("/", plainPage({ body: tag({ siteKey: "widget-nobody" }) }));
  const { page, complaints } = await visit();
  const isWarned = () => complaints.filter((text) => text.startsWith("ChatWidget") && text.includes("widget-nobody"));
  await until(() => isWarned().length > 0);
  expect(isWarned()).toHaveLength(1);
  expect(await page.locator("chat-widget").count()).toBe(0);
});

browserTest("a tag pasted twice, and a body replaced twenty times, leave exactly one launcher", async ({ visit, server }) => {
  server.page("/", plainPage({ body: TAG + TAG }));
  const { page } = await visit();
  await launcher(page).waitFor();
  await page.evaluate(() => {
    for (let round = 0; round < 20; round++) {
      document.documentElement.replaceChild(document.createElement("body"), document.body);
      document.querySelector("chat-widget")?.remove();
    }
  });
  await launcher(page).waitFor();
  expect(await page.locator("chat-widget").count()).toBe(1);
});

browserTest("a new visitor who looks at the page costs two requests, no socket and no storage", async ({ visit, server }) => {
  const { page } = await visit();
  await launcher(page).waitFor();
  expect(server.requests.filter((path) => path !== "/" && path !== "/favicon.ico")).toEqual([
    "/widget.js",
    "/api/widgets/widget-test/config",
  ]);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  expect(server.socketsAsked()).toBe(0);
});
