import { expect } from "bun:test";
import { patientTest, type Scene } from "./harness/scene";
import { answerTo, dialog, launcher, lines, sessionOf, talk, until, write } from "./harness/visitor";
import { inspect, metrics, timersFired, watchTimers } from "./harness/watch";

/** As after a device slept: the widget asks whether its link still lives. */
const wake = () => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));

patientTest("a link that went dead without a word is noticed on waking, and the message goes over a new one", async ({ visit, server }) => {
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

patientTest("a server that speaks garbage is given up like one that is silent", async ({ visit, server }) => {
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

patientTest("a socket that never opens is given up, and another is tried", async ({ visit, server }) => {
  server.failing.sockets = "hangs";
  const { page } = await visit();
  await launcher(page).click();
  await write(page, "Knock knock");
  // The one that hangs goes on hanging; the next one is served.
  await until(() => server.sockets.asked === 1);
  server.failing.sockets = undefined;
  await answerTo(page, "Knock knock").waitFor();
  expect(server.sockets.asked).toBe(2);
});

patientTest(
  "a server that refuses every socket is asked ever more slowly, and the message goes out when it is well",
  async ({ visit, server }) => {
    server.failing.sockets = "refuses";
    const { page } = await visit();
    await launcher(page).click();
    await write(page, "Patience");
    await page.getByText(/^Reconnecting/).waitFor();
    const asked: number[] = [];
    for (let attempt = 1; attempt <= 3; attempt++) {
      const before = server.sockets.asked;
      await until(() => server.sockets.asked > before);
      asked.push(performance.now());
    }
    const waits = asked.slice(1).map((at, index) => at - (asked[index] ?? 0));
    // Each wait is half of a ceiling that doubles, and up to half more by chance.
    expect(waits[1]).toBeGreaterThan(waits[0] ?? 0);
    server.failing.sockets = undefined;
    await answerTo(page, "Patience").waitFor();
    expect((await lines(page)).filter((line) => line === "Patience").length).toBe(1);
  },
);

/** WIDGET_IDLE_SECONDS=60 looks for as long as the promise says. */
const IDLE_MS = Number(process.env.WIDGET_IDLE_SECONDS ?? 4) * 1000;

async function restsWhen({ server, blank }: Scene, act: (page: Awaited<ReturnType<Scene["blank"]>>["page"]) => Promise<void>) {
  const { page } = await blank();
  await watchTimers(page);
  await page.goto(`${server.origin}/`);
  const devtools = await inspect(page);
  await act(page);
  await page.waitForTimeout(1000);
  const [requests, timers, before] = [server.requests.length, (await timersFired(page)).length, await metrics(devtools)];
  await page.waitForTimeout(IDLE_MS);
  const after = await metrics(devtools);
  const grown = (name: string) => (after[name] ?? 0) - (before[name] ?? 0);
  expect({ layouts: grown("LayoutCount"), styles: grown("RecalcStyleCount") }).toEqual({ layouts: 0, styles: 0 });
  expect((await timersFired(page)).slice(timers)).toEqual([]);
  expect(server.requests.slice(requests)).toEqual([]);
  expect(server.sockets.open).toBe(0);
}

patientTest(
  `closed and idle it does nothing: no timer, no request, no layout`,
  (scene) => restsWhen(scene, (page) => launcher(page).waitFor()),
  IDLE_MS + 20_000,
);

patientTest(
  "opened, looked at and closed again it does nothing either",
  (scene) =>
    restsWhen(scene, async (page) => {
      await launcher(page).click();
      await dialog(page).waitFor();
      await page.keyboard.press("Escape");
      await dialog(page).waitFor({ state: "hidden" });
      await page.mouse.move(1, 1);
    }),
  IDLE_MS + 20_000,
);
