import { expect } from "bun:test";
import { call } from "./harness/page-api";
import { browserTest, type Scene } from "./harness/scene";
import { launcher, sessionOf, talk } from "./harness/visitor";

/** A chat that has just ended, and what was said of it. */
async function ended({ server, visit }: Scene) {
  const { page } = await visit();
  await talk(page, "Thanks");
  const sessionId = await sessionOf(page);
  server.publish(sessionId, { type: "chat_closed", message: "" });
  await page.getByText("How was this chat?").waitFor();
  const ratings = () =>
    (server.chats.get(sessionId)?.asked ?? []).flatMap((frame) =>
      frame.type === "rate" ? [{ score: frame.score, comment: frame.comment }] : [],
    );
  const star = (score: number) => page.getByRole("button", { name: `${score} of 5` });
  return { page, sessionId, ratings, star };
}

browserTest("an ended chat is rated with a comment, and the rating changed", async (scene) => {
  const { page, ratings, star } = await ended(scene);
  expect(await page.getByRole("button", { name: "Send rating" }).count()).toBe(0);
  await star(4).click();
  expect(await star(4).getAttribute("aria-pressed")).toBe("true");
  await page.getByLabel("Your comment").fill("  Quick!  ");
  await page.getByRole("button", { name: "Send rating" }).click();
  await page.getByText("Thank you for your rating").waitFor();
  await star(2).focus();
  await page.keyboard.press("Enter");
  expect([await star(4).getAttribute("aria-pressed"), await star(2).getAttribute("aria-pressed")]).toEqual(["false", "true"]);
  expect(await page.getByText("Thank you for your rating").count()).toBe(0);
  await page.getByLabel("Your comment").fill("");
  await page.getByRole("button", { name: "Send rating" }).click();
  await page.getByText("Thank you for your rating").waitFor();
  expect(ratings()).toEqual([
    { score: 4, comment: "Quick!" },
    { score: 2, comment: undefined },
  ]);
});

browserTest("a rating that comes too late is said to be", async (scene) => {
  const { page, sessionId, star } = await ended(scene);
  await star(5).click();
  await page.getByRole("button", { name: "Send rating" }).click();
  scene.server.publish(sessionId, { type: "error", code: "RATING_LATE", message: "Too late" });
  await page.getByText("That did not work").waitFor();
});

browserTest("nobody is asked of a chat in which they said nothing, nor while it goes on again", async ({ server, visit }) => {
  const { page } = await visit();
  await launcher(page).click();
  await page.getByRole("button", { name: "Talk to a person" }).click();
  await page.getByText("You are 2nd in line").waitFor();
  server.publish(await sessionOf(page), { type: "chat_closed", message: "" });
  await page.getByText("This chat has ended").first().waitFor();
  expect(await page.getByText("How was this chat?").isVisible()).toBe(false);
  server.publish(await sessionOf(page), { type: "chat_reopened" });
  await talk(page, "One more thing");
  server.publish(await sessionOf(page), { type: "chat_closed", message: "" });
  await page.getByText("How was this chat?").waitFor();
  server.publish(await sessionOf(page), { type: "chat_reopened" });
  await page.getByText("How was this chat?").waitFor({ state: "hidden" });
});

browserTest("another chat is asked about anew", async (scene) => {
  const { page, star } = await ended(scene);
  await star(4).click();
  await page.getByLabel("Your comment").fill("Quick!");
  await page.getByRole("button", { name: "Send rating" }).click();
  await page.getByText("Thank you for your rating").waitFor();
  await call(page, "logout");
  await talk(page, "Another chat");
  scene.server.publish(await sessionOf(page), { type: "chat_closed", message: "" });
  await page.getByText("How was this chat?").waitFor();
  expect(await page.locator("chat-widget .stars [aria-pressed=true]").count()).toBe(0);
  expect(await page.getByText("Thank you").count()).toBe(0);
  await star(1).click();
  expect(await page.getByLabel("Your comment").inputValue()).toBe("");
});

browserTest("a rating that cannot be sent says so, and the focus stays", async (scene) => {
  const { page, ratings, star } = await ended(scene);
  scene.server.failing.sockets = "refuses";
  for (const chat of scene.server.chats.values()) for (const socket of chat.sockets) socket.close();
  await page.getByText(/^Reconnecting/).waitFor();
  await star(4).click();
  await page.getByRole("button", { name: "Send rating" }).click();
  await page.getByText("That did not work").waitFor();
  expect(ratings()).toEqual([]);
  expect(await star(4).evaluate((button) => button.matches(":focus"))).toBe(true);
});
