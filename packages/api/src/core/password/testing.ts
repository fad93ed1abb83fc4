/** An import of one of this folder's files, for a program that is handed over as text. */
export const importing = (names: string, file: string) =>
  `import { ${names} } from ${JSON.stringify(new URL(file, import.meta.url).pathname)};`;

/**
 * Runs a program in a process of its own.
 * @param memoryKb of addresses that it may take, on Linux; any number when absent
 * @returns what it printed, what it complained of, and how it ended
 */
export function runProgram(code: string, memoryKb?: number): Promise<[string, string, number]> {
  const limit = memoryKb === undefined ? "" : `ulimit -v ${memoryKb};`;
  const child = Bun.spawn(["sh", "-c", `${limit} exec "$0" -e "$1"`, process.execPath, code], { stdout: "pipe", stderr: "pipe" });
  return Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text(), child.exited]);
}
