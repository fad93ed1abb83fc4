/** Strings by key. Reading and writing never throw: `isLasting` says whether they outlive the page. */
export interface KeyValueStore {
  readonly isLasting: boolean;
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(): string[];
}

/** The page's storage under one prefix. What the browser refuses to keep, blocked or full, is kept in memory. */
export function pageStore(prefix: string, open: () => Storage = () => localStorage): KeyValueStore {
  const memory = new Map<string, string>();
  let storage: Storage | undefined;
  try {
    const opened = open();
    opened.setItem(`${prefix}probe`, "");
    opened.removeItem(`${prefix}probe`);
    storage = opened;
  } catch {}

  return {
    isLasting: !!storage,
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
}

/** 140 random bits in 28 url-safe characters. `crypto.randomUUID` is missing on plain http pages. */
export const randomId = (): string => Array.from(crypto.getRandomValues(new Uint8Array(28)), (byte) => (byte & 31).toString(32)).join("");
