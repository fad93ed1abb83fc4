import { expect } from "bun:test";
import { plainPage, TAG } from "./harness/pages";
import { browserTest } from "./harness/scene";
import { talk } from "./harness/visitor";

browserTest("a page's own styles neither reach the widget nor are reached by it", async ({ visit, server }) => {
  const hostile =
    "*{all:unset!important;letter-spacing:9px!important;font-size:40px!important;visibility:hidden!important}div:empty{display:none!important}chat-widget{display:none!important;opacity:0!important}";
  server.page("/", plainPage({ body: `<div></div>${TAG}`, head: `<style>${hostile}</style>` }));
  const { page } = await visit();
  await talk(page, "Styled");
  const style = await page
    .locator("chat-widget .bubble")
    .first()
    .evaluate((node) => {
      const { letterSpacing, fontSize, visibility } = getComputedStyle(node);
      return { letterSpacing, fontSize, visibility };
    });
  expect(style).toEqual({ letterSpacing: "normal", fontSize: "15px", visibility: "visible" });
});
