import type { Page } from "playwright-core";
import { plainPage } from "../harness/pages";
import { withScene } from "../harness/scene";
import { talk } from "../harness/visitor";
import type { Gate } from "./gate";

const census = (page: Page) =>
  page.evaluate(() => ({
    globals: Object.getOwnPropertyNames(window),
    nodes: document.querySelectorAll("*").length - document.querySelectorAll("script[data-site-key]").length,
  }));

/** What the page can see of a widget in use: elements, and names on the window. */
export async function footprintGates(): Promise<Gate[]> {
  let gates: Gate[] = [];
  await withScene(async ({ server, visit }) => {
    server.page("/bare", plainPage({ body: "<h1>Shop</h1>" }));
    const { page } = await visit("/bare");
    const bare = await census(page);
    await page.goto(`${server.origin}/`);
    await talk(page, "Count me");
    const carrying = await census(page);
    const globals = carrying.globals.filter((name) => !bare.globals.includes(name));
    gates = [
      { name: "elements in the page's own tree", measured: carrying.nodes - bare.nodes, limit: 1, unit: "nodes" },
      { name: `globals: ${globals.join(", ")}`, measured: globals.length, limit: 2, unit: "globals" },
    ];
  });
  return gates;
}
