import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./document";
import { chats, openStage, type Stage } from "./stage";

const scratch = await mkdtemp(join(tmpdir(), "embedding-"));

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(async () => {
  await stage.close();
  await rm(scratch, { recursive: true });
});

const SCRIPT = /<script[^>]*>([\s\S]*?)<\/script>/;

test("Solid's starts the chat with its component, and removes it with it", async () => {
  await Bun.write(join(scratch, "start-chat.js"), stage.exampleOf("start-chat"));
  await Bun.write(join(scratch, "Chat.js"), stage.exampleOf("solid"));
  const entry = `import { createRoot } from "solid-js"; import { Chat } from "./Chat";
    window.mount = () => createRoot((dispose) => { Chat(); window.unmount = dispose; });`;
  await Bun.write(join(scratch, "entry.js"), entry);
  const solid = join(root, "packages/admin/node_modules/solid-js/dist/solid.js");
  const { outputs } = await Bun.build({
    entrypoints: [join(scratch, "entry.js")],
    format: "iife",
    plugins: [{ name: "solid", setup: (build) => void build.onResolve({ filter: /^solid-js$/ }, () => ({ path: solid })) }],
  });
  const visited = await stage.openSite("");
  await visited.page.addScriptTag({ content: (await outputs[0]?.text()) ?? "" });
  // As a router that changes its mind: only what is wanted in the end is there.
  await visited.page.evaluate("mount(); unmount(); mount()");
  await chats(visited);
  await visited.page.evaluate("unmount()");
  expect(await visited.page.locator("chat-widget").count()).toBe(0);
  await visited.page.evaluate("mount()");
  await chats(visited);
});

test("all are JavaScript that can be read", () => {
  const transpiler = new Bun.Transpiler({ loader: "jsx" });
  for (const name of ["next", "nuxt", "react", "start-chat"]) expect(transpiler.transformSync(stage.exampleOf(name))).not.toBe("");
  for (const name of ["vue", "svelte"]) {
    const code = SCRIPT.exec(stage.exampleOf(name))?.[1] ?? "";
    expect(transpiler.scan(code).imports.map(({ path }) => path)).toContain("./start-chat");
  }
});
