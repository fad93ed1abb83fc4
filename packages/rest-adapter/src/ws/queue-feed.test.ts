import { expect, test } from "bun:test";
import { Unavailable } from "@chat/api/core";
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

test("what could not be read in an outage is told when it can be read again", async () => {
  let attempts = 0;
  const feed = createQueueFeed(async () => {
    attempts += 1;
    if (attempts < 3) throw new Unavailable("DATABASE_DOWN", "away");
  });
  await feed.refreshUntilTold();
  expect(attempts).toBe(3);
});

test("nobody is told who has left, and a defect is not tried again", async () => {
  let attempts = 0;
  const fail = async () => {
    attempts += 1;
    throw new Error("broken");
  };
  await createQueueFeed(fail, () => false).refreshUntilTold();
  expect(attempts).toBe(0);
  await expect(createQueueFeed(fail).refreshUntilTold()).rejects.toThrow("broken");
  expect(attempts).toBe(1);
});
