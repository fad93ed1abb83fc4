import { type Db, listPairs, type PairFacts } from "@chat/db";
import { accountTopic, type Bus } from "../bus";
import { indexPairs, type PairIndex } from "./ranking";

/** Accounts whose knowledge is kept ready; the one asked longest ago makes room. */
const MAX_ACCOUNTS = 200;

interface Kept {
  index: Promise<PairIndex<PairFacts>>;
  forget(): void;
}

/** The knowledge of each account as the assistant asks it, read once and again after each change. */
export function createPairIndexes(db: Db, bus: Bus) {
  const kept = new Map<number, Kept>();

  function read(accountId: number): Kept {
    const index = listPairs(db, accountId).then(indexPairs);
    // Listening from before the rows are read: what is read too early is forgotten at once.
    const unsubscribe = bus.subscribe(accountTopic(accountId), (event) => {
      if (event.type === "knowledge.changed" || event.type === "news.missed") entry.forget();
    });
    const entry: Kept = {
      index,
      forget() {
        unsubscribe();
        if (kept.get(accountId) === entry) kept.delete(accountId);
      },
    };
    index.catch(entry.forget);
    return entry;
  }

  return (accountId: number): Promise<PairIndex<PairFacts>> => {
    const entry = kept.get(accountId) ?? read(accountId);
    kept.delete(accountId);
    kept.set(accountId, entry);
    const oldest = kept.values().next().value;
    if (kept.size > MAX_ACCOUNTS) oldest?.forget();
    return entry.index;
  };
}
