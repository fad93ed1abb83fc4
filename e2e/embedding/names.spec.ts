import { afterAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { markdown, root, textOf } from "./document";

const scratch = await mkdtemp(join(tmpdir(), "embedding-"));
afterAll(() => rm(scratch, { recursive: true }));

const COMPILER = { noEmit: true, composite: false, incremental: false, types: [], lib: ["ES2024", "DOM", "DOM.Iterable"] };
const configure = (files: string[]) =>
  Bun.write(
    join(scratch, "tsconfig.json"),
    JSON.stringify({ extends: join(root, "tsconfig.base.json"), compilerOptions: { ...COMPILER, noUnusedLocals: false }, files }),
  );
function compile(): [output: string, exitCode: number] {
  const { stdout, exitCode } = Bun.spawnSync([join(root, "node_modules/.bin/tsc"), "-p", scratch]);
  return [stdout.toString(), exitCode];
}

describe("what the page names", () => {
  const types = textOf("types");
  /** The first column of the table under a heading. */
  const namesUnder = (heading: string) => {
    const section = markdown.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
    return [...section.matchAll(/^\| `(\w+)/gm)].map(([, name = ""]) => name).sort();
  };
  const membersOf = (name: string) => {
    const body = new RegExp(`interface ${name} \\{\n([\\s\\S]*?)\n\\}`).exec(types)?.[1] ?? "";
    return [...body.matchAll(/^ {2}(?:readonly )?(\w+)[?(:<]/gm)].map(([, member = ""]) => member).sort();
  };

  test("as configuration, methods and events is what its types have", () => {
    expect(namesUnder("Configuration")).toEqual(membersOf("ChatWidgetConfig"));
    expect(namesUnder("Methods")).toEqual(membersOf("ChatWidget"));
    expect(namesUnder("Events")).toEqual(membersOf("ChatWidgetEvents"));
  });

  test("as types are the widget's own", async () => {
    await Bun.write(join(scratch, "chat-widget.d.ts"), types);
    const same = (name: string) => `
      export const to${name}: Doc.${name} = {} as Own.${name};
      export const from${name}: Own.${name} = {} as Doc.${name};
      export const keysOf${name}: Same<keyof Doc.${name}, keyof Own.${name}> = true;`;
    const check = `import type * as Own from "${root}/packages/widget/src/api";
      import type * as Doc from "./chat-widget";
      type Same<A, B> = [A, B] extends [B, A] ? true : false;
      ${["ChatWidget", "ChatWidgetConfig", "ChatWidgetEvents", "ChatUser", "Attributes", "Consent"].map(same).join("")}`;
    await Bun.write(join(scratch, "check.ts"), check);
    await configure(["check.ts"]);
    expect(compile()).toEqual(["", 0]);
  }, 60_000);

  test("as types fits its examples", async () => {
    const examples = ["methods", "events", "identify", "consent", "strings", "several", "remove", "log-out"];
    for (const name of examples) await Bun.write(join(scratch, `${name}.ts`), `${textOf(name)}\nexport {};`);
    await Bun.write(join(scratch, "chat-widget.d.ts"), types);
    await configure([...examples.map((name) => `${name}.ts`), "chat-widget.d.ts"]);
    expect(compile()).toEqual(["", 0]);
  }, 60_000);
});

describe("the proof of who a visitor is", () => {
  const [SECRET, USER] = ["a secret of the widget", "user-42 é"];
  const proof = new Bun.CryptoHasher("sha256", SECRET).update(USER).digest("hex");
  const RUNS: Record<string, [runtime: string, file: string, call: string]> = {
    node: ["node", "hash.mjs", "console.log(userHash(process.argv[2], process.argv[3]))"],
    php: ["php", "hash.php", "echo userHash($argv[1], $argv[2]);"],
    python: ["python3", "hash.py", "import sys\nprint(user_hash(sys.argv[1], sys.argv[2]))"],
    ruby: ["ruby", "hash.rb", "puts user_hash(ARGV[0], ARGV[1])"],
  };

  for (const [language, [runtime, file, call]] of Object.entries(RUNS))
    test.skipIf(!Bun.which(runtime))(`in ${language} is the HMAC that the document names`, async () => {
      await Bun.write(join(scratch, file), `${textOf(`hash-${language}`)}\n${call}\n`);
      const { stdout, stderr } = Bun.spawnSync([runtime, join(scratch, file), SECRET, USER]);
      expect([stdout.toString().trim(), stderr.toString()]).toEqual([proof, ""]);
    });
});
