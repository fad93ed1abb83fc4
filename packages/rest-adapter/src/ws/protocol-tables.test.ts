import { expect, test } from "bun:test";
import { AGENT_FRAMES, VISITOR_FRAMES } from "./frames";
import { fillTables, protocolTables } from "./protocol-tables";
import { TO_AGENT, TO_VISITOR } from "./server-frames";

const PAGE = new URL("../../../../docs/protocol.md", import.meta.url);

test("the tables of docs/protocol.md are what the schemas give; if not: bun run generate:protocol", async () => {
  const page = await Bun.file(PAGE).text();
  expect(page).toBe(fillTables(page));
});

test("every frame has a row of its own, documented or added", () => {
  const tables = protocolTables();
  const frames = { "from-visitor": VISITOR_FRAMES, "from-agent": AGENT_FRAMES, "to-visitor": TO_VISITOR, "to-agent": TO_AGENT };
  for (const [direction, declared] of Object.entries(frames)) {
    const both = `${tables.get(`${direction}:documented`)}${tables.get(`${direction}:added`)}`;
    const named = [...both.matchAll(/^\| \*\*`(\w+)`\*\*/gm)].map(([, type = ""]) => type);
    expect(named.toSorted()).toEqual(Object.keys(declared).toSorted());
  }
});

test("every field of every frame says what it means", () => {
  for (const [name, table] of protocolTables()) {
    const silent = table.split("\n").filter((line, index) => index > 1 && /\| {2}\|$/.test(line));
    expect({ [name]: silent }).toEqual({ [name]: [] });
  }
});

test("a page without a place for a table is refused", () => {
  expect(() => fillTables("# Empty")).toThrow("no place for");
  expect(() => fillTables("<!-- frames nobody:added -->\n<!-- /frames -->")).toThrow("no frames are called");
});
