import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { WatchedPage } from "../harness/browser";
import { widgetOf } from "../harness/people";
import { until } from "../harness/until";
import { markdown } from "./document";
import { chats, launcher, openStage, type Stage, storedKeys } from "./stage";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(() => stage.close());

/** A page with the script, after which an example in JavaScript was run. */
async function runOn(name: string): Promise<WatchedPage> {
  const watched = await stage.openLoaded();
  await watched.page.addScriptTag({ content: stage.exampleOf(name) });
  return watched;
}

describe("the examples in HTML", () => {
  test("the line", async () => chats(await stage.openSite(stage.exampleOf("tag"))));

  test("the line with attributes", async () => {
    const { page } = await stage.openSite(stage.exampleOf("attributes"));
    const button = launcher(page);
    await button.waitFor();
    const height = await page.evaluate(() => innerHeight);
    const box = await button.boundingBox();
    expect([box?.x, box && box.y + box.height]).toEqual([24, height - 24]);
    await button.click();
    await page.getByRole("textbox", { name: "Nachricht" }).waitFor();
  });

  test("a start in JavaScript", async () => {
    const site = await stage.openSite(stage.exampleOf("init"));
    expect(await launcher(site.page).evaluate((button) => getComputedStyle(button).right)).toBe("24px");
    await chats(site);
  });

  test("calls before the script is there", async () => {
    const site = await stage.openSite(stage.exampleOf("queue"));
    const field = site.page.getByRole("textbox", { name: "Message" });
    await until("the text to be there", async () => (await field.inputValue()) === "I have a question about my order");
    await chats(site);
  });

  test("Tag Manager's, twice", async () => {
    const site = await stage.openSite(stage.exampleOf("tag-manager") + stage.exampleOf("tag-manager"));
    await chats(site);
    expect(await launcher(site.page).count()).toBe(1);
  });
});

describe("the examples in JavaScript", () => {
  test("methods", async () => {
    const { page, complaints } = await runOn("methods");
    const field = page.getByRole("dialog").getByRole("textbox", { name: "Message" });
    await until("the text to be there", async () => (await field.inputValue()) === "Do you ship to Norway?");
    expect(complaints).toEqual([]);
  });

  test("events", async () => {
    const site = await stage.openLoaded();
    const said: string[] = [];
    site.page.on("console", (message) => said.push(message.text()));
    await site.page.addScriptTag({ content: stage.exampleOf("events") });
    await site.page.addScriptTag({ content: stage.exampleOf("several") });
    await until("both to be told", () => said.filter((text) => text === "ready").length === 2);
    await site.page.evaluate(() => dispatchEvent(new CustomEvent("chatwidget:unread", { detail: 3 })));
    expect(said).toContain("unread 3");
  });

  test("the visitor's name", async () => {
    const site = await runOn("identify");
    await chats(site);
    const [record = ""] = await site.page.evaluate(() => Object.values(localStorage).filter((value) => value.includes("Ada")));
    expect(JSON.parse(record)).toMatchObject({ visitorName: "Ada Lovelace", visitorEmail: "ada@example.com", userId: "user-42" });
  });

  test("consent", async () => {
    const site = await stage.openLoaded();
    const [pending = "", granted = ""] = stage.exampleOf("consent").split("// Later");
    await site.page.addScriptTag({ content: pending });
    await chats(site);
    expect(await storedKeys(site.page)).toEqual([]);
    await site.page.addScriptTag({ content: `// Later${granted}` });
    await until("the chat to be stored", async () => (await storedKeys(site.page)).includes("chat"));
  });

  test("texts of one's own", async () => {
    const { page } = await runOn("strings");
    await launcher(page).click();
    await page.getByPlaceholder("Ask us anything…").waitFor();
    await page.getByRole("button", { name: "Talk to our team" }).first().waitFor();
  });

  test("several widgets", async () => {
    const { page } = await runOn("several");
    await until("both", async () => (await launcher(page).count()) === 2);
    const places = await launcher(page).evaluateAll((buttons) => buttons.map((button) => getComputedStyle(button).bottom));
    expect(places.sort()).toEqual(["100px", "20px"]);
  });

  test("removing it", async () => {
    const site = await runOn("remove");
    await chats(site);
    expect(await storedKeys(site.page)).toContain("chat");
    await site.page.evaluate("remove()");
    expect([await site.page.locator("chat-widget").count(), await storedKeys(site.page), site.complaints]).toEqual([0, [], []]);
  });

  test("a log-out", async () => {
    const site = await runOn("identify");
    await chats(site);
    await site.page.addScriptTag({ content: stage.exampleOf("log-out") });
    await site.page.evaluate("logOut()");
    expect(await storedKeys(site.page)).toEqual([]);
    await until("the chat to be gone", async () => (await widgetOf(site.page).lines()).length === 1);
  });
});

test("what the document says is stored is what a chat stores, and nothing before it begins", async () => {
  const { page } = await stage.openSite(stage.exampleOf("tag"));
  await widgetOf(page).open();
  await page.getByRole("textbox", { name: "Message" }).waitFor();
  expect(await storedKeys(page)).toEqual([]);
  await widgetOf(page).say("Hello");
  await widgetOf(page).reads(/./);
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("button", { name: "Turn sound off" }).click();
  await page.getByRole("textbox", { name: "Message" }).fill("Half a sen");
  await page.context().setOffline(true);
  await widgetOf(page).say("Later");
  await page.getByRole("textbox", { name: "Message" }).fill("Half a sen");
  const documented = [...markdown.matchAll(/^\| `cw:widget-abc123:(\w+)/gm)].map(([, key = ""]) => key).sort();
  await until("everything that is stored", async () => {
    const stored = new Set((await storedKeys(page)).map((key) => key.split(":")[0]));
    return Bun.deepEquals([...stored].sort(), documented);
  });
  expect(await page.context().cookies()).toEqual([]);
});
