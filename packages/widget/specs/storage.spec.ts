import { expect } from "bun:test";
import { plainPage } from "./harness/pages";
import { browserTest } from "./harness/scene";
import { launcher, lines, talk } from "./harness/visitor";

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
