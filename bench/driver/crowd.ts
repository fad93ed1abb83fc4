import { sessionIdOf } from "./chats";
import type { Target } from "./job";
import { openWire } from "./wire";

/** A process that holds many silent visitors. Each line of input is how many there shall be; each is answered by that number once they have joined. */
export interface CrowdJob {
  target: Target;
  run: number;
}

const AT_ONCE = 50;

if (import.meta.main) {
  const { target, run } = JSON.parse(process.argv[2] ?? "") as CrowdJob;
  let held = 0;
  const join = async (index: number) => {
    const sessionId = sessionIdOf(run, index);
    const wire = await openWire(`${target.socketUrl}/ws/${sessionId}?agent=none`, (what) => process.stderr.write(`${what}\n`));
    if (target.kind === "limit") return;
    const joined = wire.next("session");
    wire.send({ type: "join", sessionId, siteKey: target.siteKey, visitorSecret: `secret-of-a-visitor-${sessionId}` });
    await joined;
  };
  for await (const line of console) {
    const wanted = Number(line);
    const lane = async () => {
      while (held < wanted) await join(held++);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    process.stdout.write(`${held}\n`);
  }
  process.exit(0);
}

/** Starts a crowd. It leaves with `leave`, or when the bench ends. */
export function startCrowd(job: CrowdJob) {
  const child = Bun.spawn(["bun", import.meta.path, JSON.stringify(job)], { stdin: "pipe", stdout: "pipe", stderr: "inherit" });
  const answers = child.stdout.getReader();
  return {
    async growTo(count: number): Promise<void> {
      child.stdin.write(`${count}\n`);
      child.stdin.flush();
      const { value, done } = await answers.read();
      if (done || Number(new TextDecoder().decode(value)) !== count) throw new Error(`the crowd did not grow to ${count}`);
    },
    async leave(): Promise<void> {
      child.stdin.end();
      await child.exited;
    },
  };
}
