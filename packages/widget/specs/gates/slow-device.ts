import { plainPage, TAG } from "../harness/pages";
import { type Scene, withScene } from "../harness/scene";
import { dialog, launcher } from "../harness/visitor";
import { inspect, momentsOf, watchMoments } from "../harness/watch";
import { type Gate, median } from "./gate";

const SLOWER = 4;
const LOOKS = 5;
/** Other work on the machine makes tasks long at random: a series that is not fine is looked at once more. */
const SERIES_MAX = 2;
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

/** Medians of five looks. */
async function series(scene: Scene) {
  const looks: LongTasks[] = [];
  while (looks.length < LOOKS) looks.push(await look(scene));
  return {
    before: median(looks.map(({ before }) => before.length)),
    opening: median(looks.map(({ opening }) => opening.length)),
    longest: median(looks.map(({ opening }) => Math.max(0, ...opening))),
  };
}

const isFine = ({ before, opening, longest }: Awaited<ReturnType<typeof series>>) =>
  before === 0 && opening <= 1 && longest <= OPENING_MAX_MS;

/** How long a slow processor is held up before the widget is touched, and while it opens. */
export async function slowDeviceGates(): Promise<Gate[]> {
  let found: Awaited<ReturnType<typeof series>> | undefined;
  await withScene(async (scene) => {
    for (let go = 0; go < SERIES_MAX && !(found && isFine(found)); go++) found = await series(scene);
  });
  if (!found) throw new Error("nothing was measured");
  const slow = `processor slowed ${SLOWER} times`;
  return [
    { name: `${slow}: long tasks before it is touched`, measured: found.before, limit: 0, unit: "tasks" },
    { name: `${slow}: long tasks while it opens`, measured: found.opening, limit: 1, unit: "tasks" },
    { name: `${slow}: the longest while it opens`, measured: found.longest, limit: OPENING_MAX_MS, unit: "ms" },
  ];
}
