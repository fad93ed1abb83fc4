import { expect, test } from "bun:test";
import { type Scene, withScene } from "./harness/scene";
import { answerTo, launcher, lines, sessionOf, talk, until, write } from "./harness/visitor";

/** These wait for deadlines of the widget, eight and twelve seconds: all at once. */
const patient = (name: string, act: (scene: Scene) => Promise<void>) => test.concurrent(name, () => withScene(act), 40_000);

/** As after a device slept: the widget asks whether its link still lives. */
const wake = () => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));

patient("a link that went dead without a word is noticed on waking, and the message goes over a new one", async ({ visit, server }) => {
  const { page } = await visit();
  await talk(page, "Alive");
  const sessionId = await sessionOf(page);
  server.failing.sockets = "silent";
  await write(page, "Into the void");
  await page.evaluate(wake);
  await until(() => server.sockets.open === 0);
  server.failing.sockets = undefined;
  await answerTo(page, "Into the void").waitFor();
  expect((await lines(page)).filter((line) => line === "Into the void")).toHaveLength(1);
  expect(server.chats.get(sessionId)?.joins).toHaveLength(2);
});

patient("a server that speaks garbage is given up like one that is silent", async ({ visit, server }) => {
  server.failing.sockets = "garbage";
  const { page, complaints } = await visit();
  await launcher(page).click();
  await write(page, "Anybody?");
  await page.getByText("Sending…").waitFor();
  await page.evaluate(wake);
  await until(() => server.sockets.open === 0);
  server.failing.sockets = undefined;
  await answerTo(page, "Anybody?").waitFor();
  expect(complaints).toEqual([]);
});

patient("a socket that never opens is given up, and another is tried", async ({ visit, server }) => {
  server.failing.sockets = "hangs";
  const { page } = await visit();
  await launcher(page).click();
  await write(page, "Knock knock");
  await page.getByText(/^Reconnecting/).waitFor();
  server.failing.sockets = undefined;
  await answerTo(page, "Knock knock").waitFor();
  expect(server.sockets.asked).toBe(2);
});
