import { expect } from "bun:test";
import { plainPage, TAG } from "./harness/pages";
import { browserTest, type Scene } from "./harness/scene";
import { dialog, launcher } from "./harness/visitor";
import { inspect, momentsOf, watchMoments } from "./harness/watch";

const SLOWER = 4;
/** What else the machine does can only add to a task: the best of a few looks is the nearest to the truth. */
const LOOKS = 8;
const OPENING_MAX_MS = 200;

/** Long tasks, in milliseconds, before anybody touches the widget and while it opens. */
async function look({ server, blank }: Scene) {
  const { page } = await blank();
  const devtools = await inspect(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await watchMoments(page);
  // The tag comes once the page itself is done, so that only the widget's own work is seen.
  server.page("/", plainPage({ body: "<h1>Shop</h1>" }));
  await page.goto(`${server.origin}/`);
  const bare = (await momentsOf(page)).longTasks.length;
  await page.evaluate((tag) => document.body.append(document.createRange().createContextualFragment(tag)), TAG);
  await launcher(page).waitFor();
  const before = (await momentsOf(page)).longTasks.slice(bare);
  await launcher(page).click();
  await dialog(page).waitFor();
  const opening = (await momentsOf(page)).longTasks.slice(bare + before.length);
  return { before, opening };
}

browserTest(
  `on a processor slowed ${SLOWER} times nothing is held up by the widget before it is touched, and briefly once it opens`,
  async (scene) => {
    const looks: Awaited<ReturnType<typeof look>>[] = [];
    const isFine = ({ before, opening }: (typeof looks)[0]) =>
      before.length === 0 && opening.length <= 1 && opening.every((ms) => ms < OPENING_MAX_MS);
    while (looks.length < LOOKS && !looks.some(isFine)) looks.push(await look(scene));
    expect(looks.filter(isFine), JSON.stringify(looks)).not.toEqual([]);
  },
);
