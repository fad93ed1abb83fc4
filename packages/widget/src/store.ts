/** Strings by key. Reading and writing never throw. */
export interface KeyValueStore {
  /** Whether they outlive the page. */
  readonly isLasting: boolean;
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(): string[];
}

export interface PageStore extends KeyValueStore {
  /** From now on strings outlive the page, those from before too; or none does. */
  setLasting(isLasting: boolean): void;
}

/**
 * The page's storage under one prefix. What the browser refuses to keep, blocked or full, or the page does not want kept, is in memory.
 * @param open null where the page wants nothing kept
 */
export function pageStore(prefix: string, open: () => Storage | null, isLasting = true): PageStore {
  const memory = new Map<string, string>();
  let storage: Storage | null | undefined;

  const store: PageStore = {
    get isLasting() {
      return !!storage;
    },
    setLasting(isWanted) {
      const kept = store.keys().map((key) => [key, store.get(key) ?? ""] as const);
      if (!isWanted) for (const [key] of kept) store.remove(key);
      storage = null;
      try {
        const opened = isWanted ? open() : null;
        opened?.setItem(`${prefix}probe`, "");
        opened?.removeItem(`${prefix}probe`);
        storage = opened;
      } catch {}
      for (const entry of kept) store.set(...entry);
    },
    get: (key) => memory.get(key) ?? storage?.getItem(prefix + key) ?? null,
    set(key, value) {
      memory.set(key, value);
      try {
        storage?.setItem(prefix + key, value);
        if (storage) memory.delete(key);
      } catch {}
    },
    remove(key) {
      memory.delete(key);
      storage?.removeItem(prefix + key);
    },
    keys: () => [
      ...memory.keys(),
      ...Object.keys(storage ?? {}).flatMap((key) => (key.startsWith(prefix) ? key.slice(prefix.length) : [])),
    ],
  };
  store.setLasting(isLasting);
  return store;
}

/** 140 random bits in 28 url-safe characters. `crypto.randomUUID` is missing on plain http pages. */
export const randomId = (): string => Array.from(crypto.getRandomValues(new Uint8Array(28)), (byte) => (byte & 31).toString(32)).join("");
