import type { ExtrasHost } from "./main";

const KEY = "draft";

/** What was being written is there again after a reload. Each tab stores what was written in it, and nothing else. */
export function keepDraft({ store, record, view: { composer } }: ExtrasHost) {
  const draft = store.get(KEY);
  if (draft && !composer.input.value) composer.write(draft);
  let saved = draft ?? "";
  return () => {
    const text = composer.input.value;
    // Nothing is stored before the chat is.
    if (!record.isKept() || text === saved) return;
    saved = text;
    store.set(KEY, text);
  };
}
