/** How the contract calls a visitor who gave no name. */
const NAMELESS = "Customer";
const TELLING_CHARS = 4;

/** A name that tells visitors apart also when none of them gave one: "Customer · 7f3a". */
export function visitorLabel(name: string, sessionId: string): string {
  return name === NAMELESS ? `${NAMELESS} · ${sessionId.slice(-TELLING_CHARS)}` : name;
}

/** The same session or chat, under a name that tells it apart. */
export function labelled<T extends { readonly sessionId: string; readonly visitorName: string }>(one: T): T {
  return { ...one, visitorName: visitorLabel(one.visitorName, one.sessionId) };
}
