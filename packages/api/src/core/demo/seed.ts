import { findUserByEmail, hasUsers, listWidgets } from "@chat/db";
import { authenticate } from "../account/authenticate";
import { registerAdmin } from "../account/register";
import { createAgent } from "../agent/create";
import { ANONYMOUS, createContext } from "../context";
import type { Deps } from "../deps";
import { Conflict } from "../errors";
import { createPair } from "../knowledge/create";
import { createWidget } from "../widget/create";
import { DEMO_ADMIN, DEMO_AGENT, DEMO_PAIRS, DEMO_WIDGET } from "./shop";

/**
 * One account of a made-up shop, with a widget, an agent and a dozen answers. Only into an empty database.
 * @returns whether this call made it
 */
export async function seedDemo(deps: Deps): Promise<boolean> {
  if (await hasUsers(deps.db)) return false;
  const anyone = createContext(deps, ANONYMOUS);
  try {
    const { token } = await registerAdmin(anyone, DEMO_ADMIN);
    const admin = createContext(deps, await authenticate(deps, token));
    await createWidget(admin, DEMO_WIDGET);
    await createAgent(admin, DEMO_AGENT);
    for (const pair of DEMO_PAIRS) await createPair(admin, pair);
    return true;
  } catch (error) {
    // Another server on the same empty database was first.
    if (error instanceof Conflict) return false;
    throw error;
  }
}

/** The widget of the demo page: the demo account's first, null without a demo account. */
export async function findDemoSiteKey(deps: Deps): Promise<string | null> {
  const admin = await findUserByEmail(deps.db, DEMO_ADMIN.email);
  if (!admin) return null;
  const widgets = await listWidgets(deps.db, [admin.id], { limit: 100, offset: 0 });
  return widgets.filter((widget) => widget.isActive).at(-1)?.siteKey ?? null;
}
