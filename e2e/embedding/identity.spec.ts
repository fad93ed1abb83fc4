import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { logInAgent, widgetOf } from "../harness/people";
import { PASSWORD } from "../harness/rest";
import { textOf } from "./document";
import { openStage, type Stage } from "./stage";

const scratch = await mkdtemp(join(tmpdir(), "embedding-"));
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(async () => {
  await stage.close();
  await rm(scratch, { recursive: true });
});

/** As an admin copies it from where the document says that it is. */
async function readSecret(): Promise<string> {
  const { page } = await stage.openPerson();
  await page.goto(`${stage.server.url}/login`);
  await page.getByLabel("Email").fill("webmaster@example.com");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  await page.goto(`${stage.server.url}/widgets/${stage.account.siteKey}`);
  const card = page.getByRole("group").filter({ hasText: "Identity verification" });
  await card.locator("summary").click();
  await card.getByRole("button", { name: "Show", exact: true }).click();
  return (await card.locator(".select-all").first().textContent()) ?? "";
}

test("with the hash that the document says how to make, an agent sees who is writing, and without it does not", async () => {
  await Bun.write(join(scratch, "hash.mjs"), textOf("hash-node"));
  const { userHash } = await import(join(scratch, "hash.mjs"));
  const hash: string = userHash(await readSecret(), "user-42");
  const { page } = await stage.openPerson();
  await logInAgent(page, stage.server.url, { email: stage.account.agent.email, password: PASSWORD });
  for (const said of [hash, "0".repeat(64)]) {
    const visitor = await stage.openLoaded();
    await visitor.page.addScriptTag({ content: stage.exampleOf("identify").replace("the hash from your server", said) });
    await widgetOf(visitor.page).open();
    await widgetOf(visitor.page).say(`${said.slice(0, 8)} would like to talk to a person`);
    await page.getByRole("button", { name: "Accept Ada Lovelace" }).click();
    await widgetOf(visitor.page).reads("Robin Reed joined");
    await page.getByRole("log").getByText(said.slice(0, 8)).waitFor();
    await page.getByText("ada@example.com").first().waitFor();
    expect(await page.getByText("Verified").count()).toBe(said === hash ? 1 : 0);
  }
}, 90_000);
