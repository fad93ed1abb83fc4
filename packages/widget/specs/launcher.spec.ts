import { expect } from "bun:test";
import { browserTest } from "./harness/scene";
import { launcher, sessionOf, talk } from "./harness/visitor";

browserTest("a double click on the launcher opens the chat and leaves it open", async ({ visit }) => {
  const { page } = await visit();
  await launcher(page).dblclick();
  await page.getByRole("dialog").waitFor();
  expect(await launcher(page).getAttribute("aria-expanded")).toBe("true");
  await launcher(page).press("Enter");
  expect(await launcher(page).getAttribute("aria-expanded")).toBe("false");
});

browserTest("answers that come while the panel is closed are counted on the launcher", async ({ visit, server }) => {
  const { page } = await visit();
  await talk(page, "Going away");
  await launcher(page).click();
  server.say(await sessionOf(page), "Still there?", { agentName: "AI Assistant", isAI: true });
  await page.getByRole("button", { name: "Support Chat, 1 unread" }).waitFor();
  await launcher(page).click();
  await page.getByRole("button", { name: "Support Chat", exact: true }).waitFor();
});
