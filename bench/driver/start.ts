import type { DriverResult, Job } from "./job";

const programOf = (name: string) => new URL(`./${name}.ts`, import.meta.url).pathname;

/** Runs a job in a driver process of its own. @throws Error with what it wrote when it fails */
export async function runDriver<R>(name: "talk" | "accept" | "http", job: object): Promise<R> {
  const child = Bun.spawn(["bun", programOf(name)], { stdin: Buffer.from(JSON.stringify(job)), stdout: "pipe", stderr: "pipe" });
  const [output, errors] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
  if ((await child.exited) !== 0) throw new Error(`the driver failed: ${errors}`);
  return JSON.parse(output) as R;
}

export const talk = (job: Job) => runDriver<DriverResult>("talk", job);
