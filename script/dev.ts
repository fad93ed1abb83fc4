/** The server with reload and the two apps with hot reload, in one terminal; they end together. */
import { join } from "node:path";

const root = join(import.meta.dir, "..");
const parts = [
  { name: "server", color: 36, command: ["bun", "--watch", "server.ts"] },
  { name: "admin", color: 35, command: ["bun", "run", "--filter", "@chat/admin", "dev"] },
  { name: "agent", color: 33, command: ["bun", "run", "--filter", "@chat/agent", "dev"] },
];

const running = parts.map((part) => {
  const child = Bun.spawn(part.command, { cwd: root, stdin: "ignore", stdout: "pipe", stderr: "pipe" });
  void show(part, child.stdout);
  void show(part, child.stderr);
  return { ...part, child };
});

let isEnding = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, endAll);

const first = await Promise.race(running.map(async (part) => ({ name: part.name, code: await part.child.exited })));
if (!isEnding) console.error(`${first.name} ended (${first.code}), so the rest ends too`);
const wasAsked = isEnding;
endAll();
await Promise.all(running.map((part) => part.child.exited));
process.exit(wasAsked ? 0 : 1);

function endAll() {
  isEnding = true;
  for (const { child } of running) if (child.exitCode === null) child.kill("SIGTERM");
}

async function show({ name, color }: { name: string; color: number }, output: ReadableStream<Uint8Array>) {
  const prefix = process.stdout.isTTY ? `\u001b[${color}m${name.padEnd(6)}\u001b[0m ` : `${name.padEnd(6)} `;
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of output) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) console.log(prefix + line);
  }
  if (rest) console.log(prefix + rest);
}
