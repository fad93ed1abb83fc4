import { expect, test } from "bun:test";
import { createFailureLog } from "./failures";

test("an outage is told once, whatever meets it; defects are told each time", () => {
  const told: string[] = [];
  const report = createFailureLog((level, message) => told.push(`${level}: ${message}`));
  const outage = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  for (const message of ["presence failed", "answering failed"]) report(message)(outage);
  for (let times = 0; times < 2; times++) report("presence failed")(new Error("a defect"));
  expect(told).toEqual(["warn: the database cannot be reached", "error: presence failed", "error: presence failed"]);
});
