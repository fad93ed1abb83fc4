import type { DriverResult, Job } from "./job";

const programOf = (name: string) => new URL(`./${name}.ts`, import.meta.url).pathname;

/** Longer than any job takes, however slow the server: an answer that never comes is not waited for for ever. */
const LIMIT_MS = 300_000;

/** Runs a job in a driver process of its own. @throws Error with what it wrote when it fails, or when it has no result after five minutes */
export async function runDriver<R>(name: "talk" | "accept" | "http", job: object): Promise<R> {
  const input = Buffer.from(JSON.stringify(job));
  const startedAt = Date.now();
  const child = Bun.spawn(["bun", programOf(name)], { stdin: input, stdout: "pipe", stderr: "pipe", timeout: LIMIT_MS });
  const [output, errors] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
  if ((await child.exited) !== 0) throw new Error(`the driver failed after ${Date.now() - startedAt} ms: ${errors}`);
  return JSON.parse(output) as R;
}

export const talk = (job: Job) => runDriver<DriverResult>("talk", job);
