import { describe, expect, test } from "bun:test";
import { testDatabase } from "@chat/db/testing";
import { createLog } from "./log";

const { db } = await testDatabase();

function lines(environment: "development" | "production") {
  const written: string[] = [];
  return { written, log: createLog(environment, (line) => written.push(line)) };
}

/** What the driver throws when it is given a visitor's words in a statement it refuses. */
async function driverError(words: string): Promise<unknown> {
  return db.execute(`INSERT INTO no_such_table VALUES ('${words}')`).then(
    () => null,
    (error: unknown) => error,
  );
}

describe("a line", () => {
  test("is readable in development", () => {
    const { written, log } = lines("development");
    log("info", "listening", { port: 5000 });
    log("warn", "odd");
    expect(written).toEqual(['info: listening {"port":5000}', "warn: odd"]);
  });

  test("is JSON with its time in production, and one line whatever is in it", () => {
    const { written, log } = lines("production");
    log("error", "two\nlines", { port: 5000 });
    expect(written[0]).not.toContain("\n");
    expect(JSON.parse(written[0] ?? "")).toEqual({ at: expect.stringMatching(/Z$/), level: "error", message: "two\nlines", port: 5000 });
  });
});

describe.each(["development", "production"] as const)("an error, in %s,", (environment) => {
  test("is told by kind, code and place, and its cause too", () => {
    const { written, log } = lines(environment);
    log("error", "failed", { error: new TypeError("outer", { cause: Object.assign(new Error("inner"), { code: "ER_X" }) }) });
    expect(written[0]).toContain('"name":"TypeError"');
    expect(written[0]).toContain('"code":"ER_X"');
    expect(written[0]).toContain("log.test.ts");
    expect(written[0]).not.toMatch(/outer|inner/);
  });

  test("of the driver carries neither SQL nor what a visitor wrote, whatever its shape", async () => {
    for (const words of ["my password is hunter2", "line one\n    at hunter2 street\n at hunter2 (lane:1:1)"]) {
      const { written, log } = lines(environment);
      const error = await driverError(words);
      expect(error).toBeInstanceOf(Error);
      log("error", "failed", { error });
      expect(written[0]).toContain("ER_NO_SUCH_TABLE");
      expect(written[0]).not.toMatch(/hunter2|INSERT/);
    }
  });
});
