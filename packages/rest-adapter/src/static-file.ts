import { stat } from "node:fs/promises";
import { join, sep } from "node:path";

export interface StaticFile {
  path: string;
  size: number;
  etag: string;
}

/** A file below `directory`, by the path of a URL. Null when there is none, or when the path leads out of the directory. */
export async function findFile(directory: string, urlPath: string): Promise<StaticFile | null> {
  const relative = decodePath(urlPath);
  if (relative === null) return null;
  const path = join(directory, relative);
  if (!path.startsWith(directory.endsWith(sep) ? directory : directory + sep)) return null;
  const found = await stat(path).catch(() => null);
  return found?.isFile()
    ? { path, size: found.size, etag: `W/"${found.size.toString(36)}-${Math.floor(found.mtimeMs).toString(36)}"` }
    : null;
}

/** Null for what no file of ours is called: steps upwards, hidden files, back slashes, NUL, broken escapes. */
function decodePath(urlPath: string): string | null {
  try {
    const path = decodeURIComponent(urlPath);
    return /[\\\0]/.test(path) || path.split("/").some((step) => step.startsWith(".")) ? null : path;
  } catch {
    return null;
  }
}

/** The file, or 304 when the client has it already. */
export function serveFile(request: Request, file: StaticFile, headers: Record<string, string>): Response {
  const known = request.headers.get("if-none-match")?.includes(file.etag) ?? false;
  if (known) return new Response(null, { status: 304, headers: { ...headers, ETag: file.etag } });
  const body = Bun.file(file.path);
  return new Response(body, { headers: { ...headers, ETag: file.etag, "Content-Type": body.type, "Content-Length": String(file.size) } });
}
