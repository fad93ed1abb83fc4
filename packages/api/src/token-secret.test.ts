import { afterAll, expect, test } from "bun:test";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadTokenSecret } from "./token-secret";

const directory = await mkdtemp(join(tmpdir(), "chat-secret-"));
afterAll(() => rm(directory, { recursive: true }));

let folders = 0;
const fresh = () => ({ jwtSecret: null, dataDir: join(directory, `${++folders}`, "data") });
const text = (secret: Uint8Array) => new TextDecoder().decode(secret);

test("the secret that is set is used, and nothing is written", async () => {
  const { dataDir } = fresh();
  expect(text(await loadTokenSecret({ jwtSecret: "s".repeat(32), dataDir }))).toBe("s".repeat(32));
  await expect(stat(dataDir)).rejects.toMatchObject({ code: "ENOENT" });
});

test("without one it is made at the first start and kept for the next, for no one else to read", async () => {
  const settings = fresh();
  const secret = text(await loadTokenSecret(settings));
  expect(secret).toMatch(/^[A-Za-z0-9]{64}$/);
  expect(text(await loadTokenSecret(settings))).toBe(secret);
  expect((await stat(join(settings.dataDir, "jwt-secret"))).mode & 0o777).toBe(0o600);
  expect(text(await loadTokenSecret(fresh()))).not.toBe(secret);
});

test("of servers that start together all have the same", async () => {
  for (let round = 0; round < 10; round++) {
    const settings = fresh();
    const secrets = await Promise.all(Array.from({ length: 20 }, () => loadTokenSecret(settings)));
    expect(new Set(secrets.map(text)).size).toBe(1);
  }
});

test("a damaged one stops the start", async () => {
  const settings = fresh();
  await loadTokenSecret(settings);
  await writeFile(join(settings.dataDir, "jwt-secret"), "torn");
  await expect(loadTokenSecret(settings)).rejects.toThrow("jwt-secret is damaged");
});
