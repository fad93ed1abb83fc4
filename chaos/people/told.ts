/**
 * Listens to what is told on one connection: within a chat each line comes once, in the order of the ids.
 * @param faults gets what is not so
 */
export function createTold(who: string, faults: string[]) {
  const newest = new Map<string, number>();
  return {
    /** The connection was told everything up to `id` at once; 0: it is told from the start. */
    begin: (sessionId: string, id: number) => void newest.set(sessionId, id),
    hear(sessionId: string, id: number) {
      const last = newest.get(sessionId) ?? 0;
      if (id <= last) faults.push(`${who} was told ${id} after ${last} on one connection, in ${sessionId}`);
      newest.set(sessionId, Math.max(last, id));
    },
  };
}
