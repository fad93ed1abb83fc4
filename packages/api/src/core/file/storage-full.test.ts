import { afterAll, describe, expect, test } from "bun:test";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closeTestCores, makeAccount, newSessionId, queueChat, readRows, testCore } from "../../testing";
import { naming } from "./storage-full";
import { send, TEXT } from "./testing";

const NO_ROOM = { reason: "STORAGE_FULL", message: "The server has no room for files, please try again later" };
const directory = await mkdtemp(join(tmpdir(), "full-disk-"));
afterAll(closeTestCores);

test("what the system says of a full disk is named, and told to the operator; anything else stays what it is", async () => {
  const logged: string[] = [];
  const log = (level: string, message: string) => void logged.push(`${level}: ${message}`);
  const refused = (path: string) => naming(log, writeFile(path, "x")).catch((error) => error);
  expect(await refused("/dev/full")).toMatchObject(NO_ROOM);
  expect(await refused(directory)).toMatchObject({ code: "EISDIR" });
  expect(logged).toEqual(["warn: a file was refused: the disk of DATA_DIR is full"]);
});

/** A disk as small as is asked for. False where this machine lets nobody mount one. */
const mount = (path: string, options: string) =>
  Bun.spawnSync(["mount", "-t", "tmpfs", "-o", options, "tmpfs", path], { stderr: "ignore" }).success;

const small = join(directory, "small");
const crowded = join(directory, "crowded");
await mkdir(small);
await mkdir(crowded);
// Of the second one's entries two are taken by its own folders, and one by what arrives: none is left for its place.
const mayMount = mount(small, "size=256k") && mount(crowded, "nr_inodes=3");

describe.skipIf(!mayMount)("on a disk that is full", () => {
  const logged: string[] = [];
  const coreOn = (uploadsDir: string) => testCore({ uploadsDir, log: (_, message) => logged.push(message) });
  const rowsOf = (core: Awaited<ReturnType<typeof coreOn>>, sessionId: string) =>
    readRows(
      core,
      `SELECT file_key FROM files WHERE session_id = '${sessionId}' UNION ALL
       SELECT message FROM messages WHERE session_id = '${sessionId}' AND message_type = 'file'`,
    );
  const filesIn = async (path: string) =>
    (await readdir(path, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name);

  afterAll(async () => {
    for (const path of [small, crowded]) Bun.spawnSync(["umount", path]);
    await rm(directory, { recursive: true });
  });

  test("a file says so, changes nothing, and the next one that has room is taken", async () => {
    const core = await coreOn(small);
    const account = await makeAccount(core);
    const key = await queueChat(account);
    await expect(send(account.visitor, { ...key, bytes: Buffer.alloc(1 << 20, "long "), name: "a.txt" })).rejects.toMatchObject(NO_ROOM);
    expect([await rowsOf(core, key.sessionId), await filesIn(small)]).toEqual([[], []]);
    expect((await send(account.visitor, { ...key, bytes: TEXT, name: "a.txt" })).file.size).toBe(TEXT.length);
    expect(logged).toEqual(["a file was refused: the disk of DATA_DIR is full"]);
  });

  test("a file that arrived and has no place leaves neither a row nor bytes", async () => {
    const core = await coreOn(crowded);
    const account = await makeAccount(core);
    const sessionId = newSessionId();
    await expect(send(account.visitor, { siteKey: account.widget.siteKey, sessionId })).rejects.toMatchObject(NO_ROOM);
    expect([await rowsOf(core, sessionId), await filesIn(crowded)]).toEqual([[], []]);
  });
});
