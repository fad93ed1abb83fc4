import { expect } from "bun:test";
import { plainPage, TAG } from "./harness/pages";
import { browserTest } from "./harness/scene";
import { dialog, launcher, sessionOf, talk } from "./harness/visitor";
import { inspect, windowListeners } from "./harness/watch";

/** Notes all that a widget might touch, before it comes. */
const REMEMBER = `
const own = (target) => Object.getOwnPropertyNames(target).map((name) => { const d = Object.getOwnPropertyDescriptor(target, name); return [name, d.value ?? d.get, d.set]; });
const PATCHABLE = { history, History: History.prototype, Node: Node.prototype, Element: Element.prototype, HTMLElement: HTMLElement.prototype, Document: Document.prototype,
  EventTarget: EventTarget.prototype, WebSocket: WebSocket.prototype, XMLHttpRequest: XMLHttpRequest.prototype, Storage: Storage.prototype, Promise, Array: Array.prototype,
  Object, Function: Function.prototype, console, customElements: CustomElementRegistry.prototype, Response: Response.prototype };
const FUNCTIONS = ["fetch", "WebSocket", "setTimeout", "requestAnimationFrame", "addEventListener", "open", "alert", "Promise", "XMLHttpRequest", "MutationObserver", "BroadcastChannel"];
window.onmessage = () => {}; window.onerror = null;
const before = { properties: Object.fromEntries(Object.entries(PATCHABLE).map(([name, target]) => [name, own(target)])), functions: FUNCTIONS.map((name) => window[name]),
  handlers: Object.keys(window).filter((name) => name.startsWith("on")).map((name) => [name, window[name]]) };
const surface = () => ({ title: document.title, body: document.body.getAttributeNames().concat(document.body.getAttribute("style") ?? ""), root: document.documentElement.getAttributeNames(),
  cookie: document.cookie, entries: history.length, address: location.href, scroll: [scrollX, scrollY], overflow: getComputedStyle(document.body).overflow });
let seen; addEventListener("DOMContentLoaded", () => { seen = JSON.stringify(surface()); });
window.touched = () => [
  ...Object.entries(PATCHABLE).flatMap(([name, target]) => { const now = own(target); return before.properties[name].length === now.length && now.every(([key, value, set], i) => before.properties[name][i][0] === key && Object.is(before.properties[name][i][1], value) && Object.is(before.properties[name][i][2], set)) ? [] : [name]; }),
  ...FUNCTIONS.filter((name, index) => window[name] !== before.functions[index]),
  ...before.handlers.filter(([name, value]) => window[name] !== value).map(([name]) => name),
  ...(seen === JSON.stringify(surface()) ? [] : [seen, JSON.stringify(surface())]),
];`;

browserTest("nothing that belongs to the page is touched, from start to destroy", async ({ server, visit }) => {
  const body = `<h1>Shop</h1><div style="height:5000px"></div>${TAG}`;
  server.page("/", plainPage({ head: `<script>{${REMEMBER}}</script>`, body }));
  const { page } = await visit();
  const touched = () => page.evaluate(() => (window as unknown as { touched(): string[] }).touched());
  await talk(page, "Leave no trace");
  expect(await touched()).toEqual([]);
  await launcher(page).click();
  server.say(await sessionOf(page), "Unread", { agentName: "Robin" });
  await page.getByRole("button", { name: /unread/ }).waitFor();
  expect(await touched()).toEqual([]);
  await page.evaluate(() => (window as unknown as { ChatWidget: { destroy(): void } }).ChatWidget.destroy());
  expect(await touched()).toEqual([]);
});

browserTest("the page leaves as fast as without it, and its messages and addresses are its own", async ({ visit }) => {
  const { page } = await visit();
  await talk(page, "I listen");
  const types = await windowListeners(await inspect(page));
  expect(types).toContain("pageshow");
  // The first three keep a page out of the browser's cache of pages, or ask its reader to stay.
  expect(
    types.filter((type) => /^(unload|beforeunload|pagehide|message|popstate|hashchange|error|unhandledrejection)$/.test(type)),
  ).toEqual([]);
});

browserTest("no shortcut of the page fires while somebody types in the widget", async ({ visit }) => {
  const { page } = await visit();
  await launcher(page).click();
  await dialog(page).waitFor();
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    for (const target of [window, document, document.documentElement])
      for (const type of ["keydown", "keyup", "keypress"]) target.addEventListener(type, () => heard.push(type));
  });
  await page.keyboard.type("s/?");
  await page.keyboard.press("Escape");
  expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([]);
  await page.locator("h1").click();
  await page.keyboard.press("s");
  expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard.length)).toBe(9);
});
