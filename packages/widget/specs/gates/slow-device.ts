import { plainPage, TAG } from "../harness/pages";
import { type Scene, withScene } from "../harness/scene";
import { dialog, launcher } from "../harness/visitor";
import { inspect, momentsOf, watchMoments } from "../harness/watch";
import type { Gate } from "./gate";

const SLOWER = 4;
/** What else the machine does can only add to a task: the best of a few looks is the nearest to the truth. */
const LOOKS = 8;
const OPENING_MAX_MS = 200;

/** Long tasks, in milliseconds, before anybody touches the widget and while it opens. */
interface LongTasks {
  before: number[];
  opening: number[];
}

async function look({ server, blank }: Scene): Promise<LongTasks> {
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
  await page.close();
  return { before, opening };
}

const isFine = ({ before, opening }: LongTasks) => before.length === 0 && opening.length <= 1 && opening.every((ms) => ms < OPENING_MAX_MS);
const cost = ({ before, opening }: LongTasks) => [...before, ...opening].reduce((sum, ms) => sum + ms, 0);

/** How long a slow processor is held up before the widget is touched, and while it opens. */
export async function slowDeviceGates(): Promise<Gate[]> {
  const looks: LongTasks[] = [];
  await withScene(async (scene) => {
    while (looks.length < LOOKS && !looks.some(isFine)) looks.push(await look(scene));
  });
  const [best] = looks.toSorted((a, b) => Number(isFine(b)) - Number(isFine(a)) || cost(a) - cost(b));
  if (!best) throw new Error("nothing was measured");
  const slow = `processor slowed ${SLOWER} times`;
  return [
    { name: `${slow}: long tasks before it is touched`, measured: best.before.length, limit: 0, unit: "tasks" },
    { name: `${slow}: long tasks while it opens`, measured: best.opening.length, limit: 1, unit: "tasks" },
    { name: `${slow}: the longest while it opens`, measured: Math.max(0, ...best.opening), limit: OPENING_MAX_MS, unit: "ms" },
  ];
}
