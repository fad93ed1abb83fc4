import { expect } from "bun:test";
import { browserTest } from "./harness/scene";
import { answerTo, lines, sessionOf, talk, write } from "./harness/visitor";

browserTest("a message written while the server is out of reach is delivered once, afterwards", async ({ visit, server }) => {
  const { page } = await visit();
  await talk(page, "First");
  const sessionId = await sessionOf(page);
  await page.context().setOffline(true);
  for (const socket of server.chats.get(sessionId)?.sockets ?? []) socket.close();
  await page.getByText(/^Reconnecting/).waitFor();
  await write(page, "Second");
  await page.getByText("Sending…").waitFor();
  await page.context().setOffline(false);
  await answerTo(page, "Second").waitFor();
  expect((await lines(page)).filter((line) => line === "Second")).toHaveLength(1);
  expect(server.chats.get(sessionId)?.joins.at(-1)?.after).toBeGreaterThan(0);
});
