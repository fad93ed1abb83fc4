import { copyFile, mkdir, mkdtemp, readdir, readlink, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(import.meta.dir, "..");
/** The workspace's own packages: they must be the copy's. */
const OWN = "@chat";

/** This project in a folder of its own, with its dependencies linked, to be changed at will. */
export async function makePrivateCopy(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "chat-mutations-"));
  const { stdout } = Bun.spawnSync(["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"], { cwd: root });
  const files = stdout.toString().split("\0").filter(Boolean);
  for (const file of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    // Named by git, and deleted since.
    if (await Bun.file(join(root, file)).exists()) await copyFile(join(root, file), join(folder, file));
  }
  const packages = await readdir(join(root, "packages"));
  for (const place of [".", ...packages.map((name) => join("packages", name))])
    await linkModules(join(root, place, "node_modules"), join(folder, place, "node_modules"));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function linkModules(from: string, to: string): Promise<void> {
  const entries = await readdir(from).catch(() => []);
  if (entries.length > 0) await mkdir(to, { recursive: true });
  for (const entry of entries) {
    if (entry !== OWN) {
      await symlink(join(from, entry), join(to, entry));
      continue;
    }
    // Relative links, so that they lead to the copy's packages.
    await mkdir(join(to, entry), { recursive: true });
    for (const own of await readdir(join(from, entry))) await symlink(await readlink(join(from, entry, own)), join(to, entry, own));
  }
}
