import { expect, test } from "bun:test";
import { createBackground } from "./background";

test("is idle when all work is done, work begun by work included", async () => {
  const background = createBackground((error) => {
    throw error;
  });
  const done: string[] = [];
  background.run(
    Bun.sleep(1).then(() => {
      done.push("first");
      background.run(Bun.sleep(1).then(() => done.push("second")));
    }),
  );
  await background.idle();
  expect(done).toEqual(["first", "second"]);
  await background.idle();
});

test("a failure is reported, and disturbs nothing else", async () => {
  const failures: unknown[] = [];
  const background = createBackground((error) => failures.push(error));
  background.run(Promise.reject(new Error("broken")));
  background.run(Promise.resolve());
  await background.idle();
  expect(failures).toEqual([new Error("broken")]);
});

test("calls end when the last one does, and no other begins", async () => {
  const background = createBackground(() => {});
  background.beginCall();
  background.beginCall();
  let areOver = false;
  const ended = background.endCalls().then(() => {
    areOver = true;
  });
  expect(background.beginCall).toThrow("The server is stopping");
  background.endCall();
  await Bun.sleep(1);
  expect(areOver).toBe(false);
  background.endCall();
  await ended;
  await background.endCalls();
});

test("calls that all ended before have ended at once", async () => {
  const background = createBackground(() => {});
  background.beginCall();
  background.endCall();
  await background.endCalls();
});
