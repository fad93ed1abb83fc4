import { expect, test } from "bun:test";
import { derived } from "./derived";

test("what follows from one object is worked out once, and everyone is given the very same", () => {
  let times = 0;
  const lettersOf = derived(({ name }: { name: string }) => {
    times += 1;
    return [...name];
  });
  const shared = { name: "Kiln" };
  expect(lettersOf(shared)).toEqual(["K", "i", "l", "n"]);
  expect(lettersOf(shared)).toBe(lettersOf(shared));
  expect(times).toBe(1);
});

test("objects are told apart by what they are and not by what they say", () => {
  const copyOf = derived((from: { name: string }) => ({ ...from }));
  expect(copyOf({ name: "Kiln" })).not.toBe(copyOf({ name: "Kiln" }));
});

test("what could not be worked out is tried again", () => {
  let isBroken = true;
  const nameOf = derived(({ name }: { name: string }) => {
    if (isBroken) throw new Error("not yet");
    return name;
  });
  const shared = { name: "Kiln" };
  expect(() => nameOf(shared)).toThrow("not yet");
  isBroken = false;
  expect(nameOf(shared)).toBe("Kiln");
});
