import { el } from "../borrowed";
import { eventText } from "../i18n/event-text";
import type { Earlier } from "./earlier";
import type { ExtrasHost } from "./main";

/** A step of reading back takes this long at most before the next look. */
const LOOK_MS = 100;
const REVOKE_MS = 30_000;

/** Reads what was said before, all of it, and lets the visitor save the chat as a text. */
export async function saveTranscript({ client, host, panel, strings }: ExtrasHost, earlier: Earlier): Promise<void> {
  while (client.state.hasEarlier && client.state.link === "online") {
    earlier.load();
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  const names = { visitor: strings.visitor, assistant: panel.assistant, agent: panel.agent, event: "" };
  const text = client.state.lines
    .map((line) =>
      line.from === "event"
        ? `* ${eventText(line, strings, panel.agent)}`
        : `${new Date(line.at).toLocaleString(panel.lang)}  ${line.from === "agent" ? (line.name ?? names.agent) : names[line.from]}: ${line.text}`,
    )
    .join("\n");
  const href = URL.createObjectURL(new Blob([`${host.config().businessName}\n\n${text}\n`], { type: "text/plain" }));
  el("a", { href, download: `${host.config().businessName}.txt` }).click();
  // Safari saves nothing of an address that is gone before it looks.
  setTimeout(() => URL.revokeObjectURL(href), REVOKE_MS);
}
