import { expect } from "bun:test";
import { CONFIG } from "../src/testing/fake-server";
import { browserTest } from "./harness/scene";
import { answerTo, launcher, lines, sessionOf, talk, until, write } from "./harness/visitor";

browserTest("a visitor opens the chat, writes, sees the line sent and the assistant's answer", async ({ visit }) => {
  const { page, complaints } = await visit();
  await launcher(page).click();
  await page.getByRole("dialog", { name: "Support Chat" }).waitFor();
  await page.waitForFunction(() => document.querySelector("chat-widget")?.shadowRoot?.activeElement?.tagName === "TEXTAREA");
  await write(page, "Where is my parcel?");
  await answerTo(page, "Where is my parcel?").waitFor();
  await page.getByText(/^Sent/).waitFor();
  expect(await lines(page)).toEqual([CONFIG.welcomeMessage, "Where is my parcel?", "Answer to: Where is my parcel?"]);
  expect(await page.locator("chat-widget .line.assistant .label").first().textContent()).toBe("AI assistant");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.waitForFunction(() => document.querySelector("chat-widget")?.shadowRoot?.activeElement?.classList.contains("launcher"));
  expect(complaints).toEqual([]);
});

browserTest("a reload and a second tab show the same chat", async ({ visit, server }) => {
  const { page } = await visit();
  await talk(page, "Remember me");
  const sessionId = await sessionOf(page);
  await page.reload();
  await launcher(page).click();
  await answerTo(page, "Remember me").waitFor();
  const second = await page.context().newPage();
  await second.goto(`${server.origin}/`);
  await launcher(second).click();
  await answerTo(second, "Remember me").waitFor();
  await write(second, "From the second tab");
  await answerTo(page, "From the second tab").waitFor();
  expect(await lines(page)).toEqual(await lines(second));
  expect(await sessionOf(second)).toBe(sessionId);
});

browserTest("a chat of a thousand lines is whole after a reload, and the page does not freeze over it", async ({ visit, server }) => {
  const { page } = await visit();
  await talk(page, "The first line");
  const sessionId = await sessionOf(page);
  for (let number = 1; number <= 1000; number++) server.say(sessionId, `line ${number}`, { agentName: "Robin" });
  await page.getByText("line 1000", { exact: true }).waitFor();
  await page.reload();
  await launcher(page).click();
  await page.getByText("line 1000", { exact: true }).waitFor({ timeout: 8000 });
  expect((await lines(page)).length).toBe(1003);
});

browserTest("a person is asked for, waits in line, joins and leaves", async ({ visit, server }) => {
  const { page } = await visit();
  await launcher(page).click();
  await page.getByRole("button", { name: "Talk to a person" }).click();
  await page.getByText("You are 2nd in line, about 4 minutes").waitFor();
  const sessionId = await sessionOf(page);
  server.publish(sessionId, { type: "queue_update", position: 1, estimatedWait: 2 });
  await page.getByText("You are next").waitFor();
  server.publish(sessionId, { type: "agent_joined", message: "", agentName: "Sam" });
  await page.getByText("Sam joined").waitFor();
  server.say(sessionId, "Hi, I am Sam", { agentName: "Sam", isAI: false });
  await page.getByText("Hi, I am Sam").waitFor();
  server.publish(sessionId, { type: "chat_returned_to_ai", message: "" });
  await page.getByText("The assistant is back").waitFor();
  await page.getByRole("button", { name: "Talk to a person" }).waitFor();
  server.publish(sessionId, { type: "chat_closed", message: "" });
  await page.getByText("This chat has ended").first().waitFor();
  await talk(page, "One more thing");
});

browserTest(
  "an agent is told that the visitor writes, once in a while and until it is sent; the assistant is not",
  async ({ visit, server }) => {
    const { page } = await visit();
    const field = page.getByLabel("Message", { exact: true });
    await talk(page, "Hello");
    const chat = server.chats.get(await sessionOf(page));
    const told = () => chat?.asked.flatMap((frame) => (frame.type === "typing" ? [frame.isTyping] : []));
    await field.pressSequentially("Can anybody");
    await write(page, "Can anybody help?");
    server.publish(await sessionOf(page), { type: "agent_joined", message: "", agentName: "Sam" });
    await page.getByText("Sam joined").waitFor();
    expect(told()).toEqual([]);
    await field.pressSequentially("Thank you");
    await until(() => told()?.length === 1);
    await page.keyboard.press("Enter");
    await until(() => told()?.length === 2);
    await field.pressSequentially("And");
    await until(() => told()?.length === 3);
    // Three seconds after the last key.
    await until(() => told()?.length === 4);
    expect(told()).toEqual([true, false, true, false]);
  },
);

browserTest("news under what is read is offered, not forced, also where a file that was refused stands last", async ({ visit, server }) => {
  const { page } = await visit();
  await talk(page, "Hello");
  const sessionId = await sessionOf(page);
  for (let number = 1; number <= 30; number++) server.say(sessionId, `line ${number}`, { agentName: "Robin" });
  await page.getByText("line 30", { exact: true }).waitFor();
  await page.locator("chat-widget input[type=file]").setInputFiles({ name: "page.html", mimeType: "text/html", buffer: Buffer.from("x") });
  await page.getByText("page.html is of a type that cannot be sent").waitFor();
  const list = page.getByRole("log");
  await list.evaluate((node) => node.scrollTo({ top: 100 }));
  server.say(sessionId, "While you read", { agentName: "Robin" });
  const offer = page.getByRole("button", { name: "New messages" });
  await offer.waitFor();
  expect(await list.evaluate((node) => node.scrollTop)).toBe(100);
  await offer.click();
  await offer.waitFor({ state: "hidden" });
  expect(await list.evaluate((node) => node.scrollHeight - node.scrollTop - node.clientHeight)).toBeLessThan(1);
  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByText("page.html is of a type that cannot be sent").waitFor({ state: "detached" });
});
