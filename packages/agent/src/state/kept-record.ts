import { createStore, produce } from "solid-js/store";
import { kept } from "./kept";

/** One kept value per chat: drafts, read marks. */
export function createKeptRecord<T>(key: string) {
  const storage = kept<Record<string, T>>(key, {});
  const [values, setValues] = createStore<{ of: Record<string, T> }>({ of: storage.read() });
  return {
    get: (sessionId: string): T | undefined => values.of[sessionId],
    set(sessionId: string, value: T) {
      setValues("of", (of) => ({ ...of, [sessionId]: value }));
      storage.write(values.of);
    },
    forget(sessionId: string) {
      setValues(
        "of",
        produce((of) => {
          delete of[sessionId];
        }),
      );
      storage.write(values.of);
    },
  };
}
export type KeptRecord<T> = ReturnType<typeof createKeptRecord<T>>;
