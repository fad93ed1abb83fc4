import { link, mkdir, readFile, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { randomId } from "./core";

const SECRET_CHARS = 64;

/** The key that tokens are signed with: the one that was set, or one made on the first start and kept in the data folder. */
export async function loadTokenSecret(settings: { jwtSecret: string | null; dataDir: string }): Promise<Uint8Array> {
  return new TextEncoder().encode(settings.jwtSecret ?? (await keptSecret(settings.dataDir)));
}

async function keptSecret(dataDir: string): Promise<string> {
  const file = join(dataDir, "jwt-secret");
  await mkdir(dataDir, { recursive: true });
  const draft = `${file}.${randomId(8)}`;
  await writeFile(draft, randomId(SECRET_CHARS), { mode: 0o600 });
  try {
    // Whole or not there, and never over another: of servers that start together one keeps its secret, all read it.
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await unlink(draft);
  }
  const secret = (await readFile(file, "utf8")).trim();
  if (secret.length < SECRET_CHARS) throw new Error(`${file} is damaged: delete it, and everyone logs in again`);
  return secret;
}
