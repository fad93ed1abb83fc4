import { expect, test } from "bun:test";
import { createQueueFeed } from "./queue-feed";

test("changes while the queue is being told are answered by one more telling", async () => {
  const releases: (() => void)[] = [];
  const feed = createQueueFeed(() => new Promise((resolve) => releases.push(resolve)));
  const first = feed.refresh();
  const others = [feed.refresh(), feed.refresh(), feed.refresh()];
  expect(releases).toHaveLength(1);
  releases[0]?.();
  await first;
  await Promise.resolve();
  while (releases.length < 2) await Bun.sleep(0);
  releases[1]?.();
  await Promise.all(others);
  expect(releases).toHaveLength(2);
});

test("a telling that fails does not stand in the way of the next", async () => {
  let calls = 0;
  const feed = createQueueFeed(async () => {
    if (++calls === 1) throw new Error("no queue today");
  });
  const outcomes = await Promise.allSettled([feed.refresh(), feed.refresh()]);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
});
