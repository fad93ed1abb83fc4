import { expect } from "bun:test";
import { call, kept } from "./harness/page-api";
import { plainPage, tag } from "./harness/pages";
import { browserTest } from "./harness/scene";
import { answerTo, dialog, launcher, lines, talk, until } from "./harness/visitor";
import { menu } from "./states/states";

const THROWS = `Object.defineProperty(window,"localStorage",{get(){throw new DOMException("denied","SecurityError")}});Object.defineProperty(window,"sessionStorage",{get(){throw new DOMException("denied","SecurityError")}})`;
const REFUSES_WRITES = `Storage.prototype.setItem=()=>{throw new DOMException("full","QuotaExceededError")}`;
/** Halves what it tries to add until not one more letter fits. */
const IS_FULL = `for(let size=2**22,n=0;size>=1;){try{localStorage.setItem("page"+n++,"x".repeat(size))}catch{size=size>>1}}`;

for (const [kind, script] of Object.entries({ throws: THROWS, "refuses every write": REFUSES_WRITES, "is full": IS_FULL }))
  browserTest(`storage that ${kind} still chats, and says that it will not be remembered`, async ({ visit, server }) => {
    server.page("/", plainPage({ head: `<script>${script}</script>` }));
    const { page, complaints } = await visit();
    await talk(page, "Nobody keeps this");
    await page.getByText("This chat is not remembered").waitFor();
    await launcher(page).click();
    await talk(page, "Still the same chat");
    expect((await lines(page)).filter((line) => line === "Nobody keeps this")).toHaveLength(1);
    expect(server.chats.size).toBe(1);
    expect(complaints).toEqual([]);
  });

browserTest("damaged values in storage are a chat that never was", async ({ visit }) => {
  const { page, complaints } = await visit();
  for (const damaged of ["", "{", "null", "[]", "5", `"text"`, `{"sessionId":5}`, `{"sessionId":"session_x"}`]) {
    await page.evaluate((value) => {
      localStorage.clear();
      for (const key of ["chat", "out:1", "read"]) localStorage.setItem(`cw:widget-test:${key}`, value);
    }, damaged);
    await page.reload();
    await talk(page, `Beside ${damaged}`);
  }
  expect(complaints).toEqual([]);
});

const NOTHING = { local: [], session: [], cookies: "" };
const withTag = (attributes: string) => plainPage({ body: `<h1>Shop</h1>${tag({ attributes: `async ${attributes}` })}` });

browserTest("who looks and leaves leaves nothing on the device", async ({ visit }) => {
  const { page } = await visit("/", {});
  await launcher(page).click();
  await dialog(page).waitFor();
  await page.getByLabel("Message", { exact: true }).fill("I think it over");
  await page.keyboard.press("Escape");
  expect(await kept(page)).toEqual(NOTHING);
});

browserTest("everything kept is under the widget's own prefix, and nothing of it is a cookie", async ({ visit }) => {
  const { page } = await visit("/", {});
  await talk(page, "Remember me");
  await menu(page).waitFor();
  const { local, session, cookies } = await kept(page);
  expect(local.length).toBeGreaterThan(0);
  expect(local.filter((key) => !key.startsWith("cw:widget-test:"))).toEqual([]);
  expect({ session, cookies }).toEqual({ session: [], cookies: "" });
});

browserTest(`with storage "none" the chat lives as long as the page, and says so`, async ({ server, visit }) => {
  server.page("/", withTag(`data-storage="none"`));
  const { page } = await visit("/", {});
  await talk(page, "Not for ever");
  await page.getByText("This chat is not remembered").waitFor();
  expect(await kept(page)).toEqual(NOTHING);
  await page.reload();
  await launcher(page).click();
  await dialog(page).waitFor();
  expect(await lines(page)).toHaveLength(1);
});

browserTest(`with storage "session" the chat outlives a reload, and not its tab`, async ({ server, visit }) => {
  server.page("/", withTag(`data-storage="session"`));
  const { page } = await visit("/", {});
  await talk(page, "For this tab");
  expect((await kept(page)).local).toEqual([]);
  await page.reload();
  await launcher(page).click();
  await answerTo(page, "For this tab").waitFor();
  const second = await page.context().newPage();
  await second.goto(`${server.origin}/`);
  await launcher(second).click();
  await dialog(second).waitFor();
  expect(await lines(second)).toHaveLength(1);
});

browserTest("while consent is pending nothing is stored, and once it is given all of it is", async ({ server, visit }) => {
  server.page("/", withTag(`data-consent="pending"`));
  const { page } = await visit("/", {});
  await talk(page, "Asked first");
  await menu(page).waitFor();
  await page.getByLabel("Message", { exact: true }).fill("Half a sen");
  expect(await kept(page)).toEqual(NOTHING);
  await call(page, "setConsent", "granted");
  await until(async () => (await kept(page)).local.includes("cw:widget-test:chat"));
  await page.reload();
  server.page("/", plainPage());
  await page.reload();
  await launcher(page).click();
  await answerTo(page, "Asked first").waitFor();
  await call(page, "setConsent", "pending");
  await until(async () => (await kept(page)).local.length === 0);
});

browserTest("what is being written is there again after a reload, and gone once it is sent", async ({ visit }) => {
  const { page } = await visit();
  const field = page.getByLabel("Message", { exact: true });
  await talk(page, "Hello");
  await menu(page).waitFor();
  await field.fill("Half a sen");
  await page.reload();
  await launcher(page).click();
  await until(async () => (await field.inputValue()) === "Half a sen");
  await field.press("Enter");
  await answerTo(page, "Half a sen").waitFor();
  await page.reload();
  await launcher(page).click();
  await menu(page).waitFor();
  expect(await field.inputValue()).toBe("");
});

browserTest("a chat from before is there again once its storing is granted, with what waits to be sent", async ({ server, visit }) => {
  server.page("/pending", withTag(`data-consent="pending"`));
  const { page } = await visit("/", {});
  await talk(page, "From before");
  server.failing.sockets = "refuses";
  for (const chat of server.chats.values()) for (const socket of chat.sockets) socket.close();
  await page.getByText(/^Reconnecting/).waitFor();
  await page.getByLabel("Message", { exact: true }).fill("Unsent");
  await page.keyboard.press("Enter");
  await page.getByText("Sending…").waitFor();
  await page.goto(`${server.origin}/pending`);
  server.failing.sockets = undefined;
  await launcher(page).click();
  await page.getByText("Hello! How can we help?").waitFor();
  expect(await lines(page)).toHaveLength(1);
  await call(page, "setConsent", "granted");
  await answerTo(page, "Unsent").waitFor();
  expect((await lines(page)).slice(1)).toEqual(["From before", "Answer to: From before", "Unsent", "Answer to: Unsent"]);
});
