import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { call } from "./harness/page-api";
import { browserTest, ofBrowser } from "./harness/scene";
import { launcher, talk, until } from "./harness/visitor";
import { inspect } from "./harness/watch";
import { choose, menu } from "./states/states";

const file = (name: string, mimeType: string, content: string | Buffer = "text") => ({ name, mimeType, buffer: Buffer.from(content) });
const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const NOISE = Buffer.from(crypto.getRandomValues(new Uint8Array(60_000)));

/** Files can be sent as soon as the rest of the panel is there. */
async function begin(page: Page) {
  await talk(page, "I send something");
  await menu(page).waitFor();
}
const uploads = (requests: string[]) => requests.filter((path) => path === "/api/widgets/upload").length;

browserTest("a picture is shown and a document is for saving, here and in another tab", async ({ server, visit }) => {
  const { page, complaints } = await visit();
  await begin(page);
  const second = await page.context().newPage();
  await second.goto(`${server.origin}/`);
  await launcher(second).click();
  await choose(page, file("cup.png", "image/png", PIXEL), file("bill.pdf", "application/pdf", "%PDF"));
  for (const tab of [page, second]) {
    await tab.getByRole("img", { name: "cup.png" }).waitFor();
    const link = tab.getByRole("link", { name: /bill\.pdf/ });
    await link.waitFor();
    expect(await link.getAttribute("href")).toStartWith(`${server.origin}/api/files/`);
    expect(await tab.locator("chat-widget .visitor.line").count()).toBe(3);
  }
  expect(await server.files[0]?.bytes()).toEqual(new Uint8Array(PIXEL));
  expect(complaints).toEqual([]);
  await second.close();
});

browserTest("what is too large or of a wrong kind is refused before anything is sent", async ({ server, visit }) => {
  const { page } = await visit();
  await begin(page);
  await choose(page, file("huge.zip", "application/zip", Buffer.alloc(10 * 1024 * 1024 + 1)), file("run.exe", "application/octet-stream"));
  await page.getByText("huge.zip is larger than").waitFor();
  await page.getByText("run.exe is of a type that cannot be sent").waitFor();
  expect(uploads(server.requests)).toBe(0);
});

browserTest("a file that the server refuses says why, under its name", async ({ visit }) => {
  const { page, complaints } = await visit();
  await begin(page);
  await choose(page, file("cup.png", "image/png", "text that says it is a picture"));
  await page.getByText("cup.png cannot be sent: It is not what its name says").waitFor();
  expect(complaints.filter((text) => !ofBrowser.test(text))).toEqual([]);
});

browserTest("a file on its way tells how far it is, and is called off", async ({ server, visit }) => {
  const { page } = await visit("/", {});
  await begin(page);
  const devtools = await inspect(page);
  await devtools.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 30_000 });
  const shares = new Set<string>();
  await page.exposeFunction("share", (text: string) => void shares.add(text));
  await page.evaluate(() => {
    const list = document.querySelector("chat-widget")?.shadowRoot?.querySelector(".lines");
    const tell = () => {
      const [share] = /Uploading… \d+/.exec(list?.textContent ?? "") ?? [];
      if (share) (window as unknown as { share(text: string): void }).share(share);
    };
    if (list) new MutationObserver(tell).observe(list, { childList: true, subtree: true, characterData: true });
  });
  await choose(page, file("noise.zip", "application/zip", NOISE));
  await until(() => shares.size > 2);
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByText("noise.zip").waitFor({ state: "detached" });
  await devtools.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  expect(server.files).toEqual([]);
});

browserTest("a file that did not arrive is tried again by its reader, and arrives once", async ({ server, visit }) => {
  const { page } = await visit();
  await begin(page);
  server.failing.uploads = "refuses";
  await choose(page, file("bill.pdf", "application/pdf", "%PDF"));
  const retry = page.getByRole("button", { name: "Retry" });
  await retry.waitFor();
  server.failing.uploads = undefined;
  await retry.click();
  await page.getByRole("link", { name: /bill\.pdf/ }).waitFor();
  expect(server.files).toHaveLength(1);
  expect(await page.locator("chat-widget .visitor.line").count()).toBe(2);
});

browserTest("files are pasted and dropped as well, and a name is never more than a name", async ({ server, visit }) => {
  const { page } = await visit();
  await begin(page);
  const give = (kind: string, name: string) =>
    page.evaluate(
      ([type, called]) => {
        const data = new DataTransfer();
        data.items.add(new File(["%PDF"], called, { type: "application/pdf" }));
        const input = document.querySelector("chat-widget")?.shadowRoot?.querySelector("textarea");
        const init = { bubbles: true, composed: true, cancelable: true };
        input?.dispatchEvent(
          type === "paste"
            ? new ClipboardEvent(type, { ...init, clipboardData: data })
            : new DragEvent(type, { ...init, dataTransfer: data }),
        );
      },
      [kind, name] as const,
    );
  await give("paste", "pasted.pdf");
  await page.getByRole("link", { name: /pasted\.pdf/ }).waitFor();
  await give("drop", "<img src=x onerror=alert(1)>.pdf");
  await page.getByRole("link", { name: "<img src=x onerror=alert(1)>.pdf" }).waitFor();
  expect(await page.locator("chat-widget img").count()).toBe(0);
  expect(server.files).toHaveLength(2);
});

browserTest("a file on its way goes with the chat that is forgotten", async ({ server, visit }) => {
  const { page } = await visit();
  await talk(page, "Hello");
  await menu(page).waitFor();
  server.failing.uploads = "hangs";
  await choose(page, { name: "payslip.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF") });
  await page.getByText("payslip.pdf").waitFor();
  await call(page, "logout");
  await until(async () => (await page.getByText("payslip.pdf").count()) === 0);
  await talk(page, "A guest");
  expect(await page.getByText("payslip.pdf").count()).toBe(0);
});
