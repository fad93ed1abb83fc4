import { expect } from "bun:test";
import { call, kept } from "./harness/page-api";
import { plainPage } from "./harness/pages";
import { browserTest } from "./harness/scene";
import { launcher, talk, until } from "./harness/visitor";

/** What no page means to say. */
const WRONG = [
  ["sendMessage", 5],
  ["sendMessage", undefined],
  ["prefill", { text: "Hello" }],
  ["identify", null],
  ["identify", { name: "Nobody" }],
  ["setAttributes", "plan: pro"],
  ["setAttributes", null],
  ["setAttributes", ["pro"]],
  ["setLocale", 5],
  ["setConsent", true],
] as const;

browserTest("a call with a wrong value warns, names the method, and changes nothing", async ({ server, visit }) => {
  const { page, complaints } = await visit();
  await launcher(page).click();
  const field = page.getByLabel("Message", { exact: true });
  await field.fill("Half a sen");
  for (const [method, value] of WRONG) await call(page, method, value);
  await until(() => complaints.length >= WRONG.length);
  expect(complaints.map((text) => text.split(" ")[0])).toEqual(WRONG.map(([method]) => `ChatWidget.${method}`));
  expect(await field.inputValue()).toBe("Half a sen");
  expect(server.chats.size).toBe(0);
  expect(await kept(page)).toEqual({ local: [], session: [], cookies: "" });
  await talk(page, "Hello");
  expect(
    [...server.chats.values()].map(({ joins }) => joins.map(({ userId, visitorInfo }) => [userId, Object.keys(visitorInfo ?? {})])),
  ).toEqual([[[undefined, ["page", "language"]]]]);
  expect(complaints).toHaveLength(WRONG.length);
});

browserTest("a message of nothing but blanks is none", async ({ server, visit }) => {
  const { page, complaints } = await visit();
  await call(page, "sendMessage", " \n ");
  await call(page, "sendMessage", "Hello");
  await launcher(page).click();
  await page.getByText("Answer to: Hello", { exact: true }).waitFor();
  expect([...server.chats.values()].map(({ messages }) => messages.map(({ message }) => message))).toEqual([["Hello", "Answer to: Hello"]]);
  expect(complaints).toEqual([]);
});

for (const [what, wrong] of [
  ["a color", `primaryColor:"teal"`],
  ["a corner", `position:"left"`],
  ["a title", `widgetTitle:""`],
])
  browserTest(`a page that gives ${what} that is none is told so, and has no widget`, async ({ server, visit }) => {
    server.page(
      "/",
      plainPage({ body: `<script src="/widget.js"></script><script>initChatWidget({siteKey:"widget-test",${wrong}}).open()</script>` }),
    );
    const { page, complaints } = await visit();
    await until(() => complaints.length > 0);
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toStartWith("ChatWidget: unknown position or color");
    expect(await page.locator("chat-widget").count()).toBe(0);
  });
