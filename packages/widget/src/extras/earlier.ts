import { loadEarlier } from "../protocol/earlier";
import type { ServerFrame } from "../protocol/frames";
import type { ExtrasHost } from "./main";

/** Nearer than this to the first line, in pixels, the ones before it are asked for. */
const NEAR_START = 300;

/** Reads back in the chat as its reader does. */
export function createEarlier({ client, record, view }: ExtrasHost) {
  const { list } = view.log;
  const load = () => loadEarlier(client, record.current().sessionId);
  // Whoever looks at nothing needs none.
  const follow = () => list.clientHeight && list.scrollTop < NEAR_START && load();
  list.addEventListener("scroll", follow, { passive: true });
  return {
    load,
    follow,
    hear({ type }: ServerFrame) {
      // Asking again would be refused again.
      if (type === "error" && client.state.isReplaying) client.state.hasEarlier = false;
    },
  };
}
export type Earlier = ReturnType<typeof createEarlier>;
