/** Values kept across reloads. Storage that is blocked or full is as good as none: the desk works on without it. */
export interface Kept<T> {
  read(): T;
  write(value: T): void;
}

export function kept<T>(key: string, fallback: T): Kept<T> {
  return {
    read() {
      try {
        const text = localStorage.getItem(key);
        return text === null ? fallback : (JSON.parse(text) as T);
      } catch {
        return fallback;
      }
    },
    write(value) {
      try {
        localStorage.setItem(key, JSON.stringify(value));
      } catch {
        // Nothing to do: the value still lives in memory.
      }
    },
  };
}
