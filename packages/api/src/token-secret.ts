import { mkdir, readFile, writeFile } from "node:fs/promises";
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
  try {
    // Refused when the file is there: of two servers that start together one writes, both read.
    await writeFile(file, randomId(SECRET_CHARS), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const secret = (await readFile(file, "utf8")).trim();
  if (secret.length < SECRET_CHARS) throw new Error(`${file} is damaged: delete it, and everyone logs in again`);
  return secret;
}
