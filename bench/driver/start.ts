import type { DriverResult, Job } from "./job";

const program = new URL("./main.ts", import.meta.url).pathname;

/** Runs a job in a driver process of its own. @throws Error with what it wrote when it fails */
export async function drive(job: Job): Promise<DriverResult> {
  const child = Bun.spawn(["bun", program], { stdin: Buffer.from(JSON.stringify(job)), stdout: "pipe", stderr: "pipe" });
  const [output, errors] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
  if ((await child.exited) !== 0) throw new Error(`the driver failed: ${errors}`);
  return JSON.parse(output) as DriverResult;
}
