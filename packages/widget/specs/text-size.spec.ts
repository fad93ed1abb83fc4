import { expect } from "bun:test";
import { cutText, EASIER } from "./harness/cut";
import { comeToRest } from "./harness/look";
import { browserTest } from "./harness/scene";
import { STATES } from "./states/states";

/** The longest word that a title is likely to have. */
const LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmütze";

/** One test for all ways of one state: to get there takes longer than to look. */
for (const [name, { reach, config }] of Object.entries(STATES).filter(([name]) => name !== "closed" && name !== "unread"))
  browserTest(`nothing of the widget is cut ${name}: ${Object.keys(EASIER).join(", ")}`, async ({ server, visit }) => {
    if (config) server.configs.set("widget-test", { ...config, widgetTitle: `Support ${LONG}` });
    const { page } = await visit("/", {});
    await reach(page, server);
    const found: Record<string, string[]> = {};
    for (const [way, change] of Object.entries(EASIER)) {
      await change(page);
      await comeToRest(page);
      const cut = await cutText(page);
      if (cut.length) found[way] = cut;
    }
    expect(found).toEqual({});
  });
