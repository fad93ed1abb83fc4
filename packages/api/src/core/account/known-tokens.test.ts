import { expect, test } from "bun:test";
import { until } from "../../testing";
import { randomId, signToken } from "../crypto";
import { createTokenReader } from "./known-tokens";

const SECRET = new TextEncoder().encode(randomId(32));
const SECOND_IN_DAYS = 1 / 86_400;
const issue = (id: number, days = 1) => signToken({ id, role: "admin", version: 3 }, SECRET, days);

test("a token is read the same the first time and every time", async () => {
  const read = createTokenReader(SECRET);
  const token = await issue(7);
  for (let time = 0; time < 3; time++) expect(await read(token)).toEqual({ id: 7, role: "admin", version: 3 });
});

test("a remembered token expires as any other", async () => {
  const read = createTokenReader(SECRET);
  const token = await issue(7, 2 * SECOND_IN_DAYS);
  expect(await read(token)).not.toBeNull();
  await until(async () => (await read(token)) === null);
});

test("what looks almost like a remembered token is not taken for it", async () => {
  const read = createTokenReader(SECRET);
  const token = await issue(7);
  expect(await read(token)).not.toBeNull();
  const [head = "", body = "", signature = ""] = token.split(".");
  const [, otherBody = ""] = (await issue(8)).split(".");
  for (const forged of [`${head}.${otherBody}.${signature}`, `${head}.${body}.`, `${token}x`, `${token} `]) {
    expect(await read(forged)).toBeNull();
    expect(await read(forged)).toBeNull();
  }
});

test("beyond the bound the oldest is checked again, and right all the same", async () => {
  const read = createTokenReader(SECRET, 2);
  const tokens = await Promise.all([1, 2, 3, 4].map((id) => issue(id)));
  for (const round of [1, 2]) {
    for (const [index, token] of tokens.entries()) expect([round, (await read(token))?.id]).toEqual([round, index + 1]);
  }
});

test("another server's key makes another reader", async () => {
  const token = await issue(7);
  expect(await createTokenReader(SECRET)(token)).not.toBeNull();
  expect(await createTokenReader(new TextEncoder().encode(randomId(32)))(token)).toBeNull();
});
