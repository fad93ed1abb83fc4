import { openPool, type Pool, type SocketAddress } from "../stage/pool";

const CONNECTIONS = 10;

/** What a limit that stores is told at its start: `bun insert-each.ts '{"address": ..., "table": "..."}'`. */
export interface LimitStart {
  address: SocketAddress;
  table: string;
}

/** The table of this process, and a pool as large as the product's own. */
export function openLimitTable(): { pool: Pool; table: string } {
  const { address, table } = JSON.parse(process.argv[2] ?? "") as LimitStart;
  return { pool: openPool(address, CONNECTIONS), table };
}
