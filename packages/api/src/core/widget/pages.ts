import { countWidgets, type Db, listWidgets, type WidgetFacts } from "@chat/db";
import { PageInput } from "../../contract";
import { readTogether } from "../read-together";

interface Page {
  /** 1 is the first. */
  page: number;
  limit: number;
}

/** Which page of an account's widgets, newest first. */
export interface WidgetPageRef extends Page {
  accountId: number;
}

/** Where more may follow, `total` is a statement of its own: a widget made between the two may be in one alone. */
export interface WidgetRows extends Page {
  rows: WidgetFacts[];
  total: number;
}

const FIRST: Page = PageInput.parse({});

/** The first pages of several accounts are read together, as most are asked for. Any other is as slow as its account is large, which is for nobody else to wait for. */
export function createWidgetPages(db: Db): (which: WidgetPageRef) => Promise<WidgetRows> {
  const first = readTogether((accountIds: number[]) => readPages(db, accountIds, FIRST));
  return async ({ accountId, page, limit }) => {
    if (page === FIRST.page && limit === FIRST.limit) return first(accountId);
    return (await readPages(db, [accountId], { page, limit }))(accountId);
  };
}

/** The same page of each of the accounts. */
async function readPages(db: Db, accountIds: readonly number[], { page, limit }: Page): Promise<(accountId: number) => WidgetRows> {
  const offset = (page - 1) * limit;
  const found = Map.groupBy(await listWidgets(db, accountIds, { limit, offset }), ({ accountId }) => accountId);
  const rowsOf = (accountId: number) => found.get(accountId) ?? [];
  // A page that ends early says itself how many there are. One without rows may lie behind the end.
  const isLast = ({ length }: readonly WidgetFacts[]) => length < limit && (length > 0 || offset === 0);
  const uncounted = accountIds.filter((accountId) => !isLast(rowsOf(accountId)));
  const totals = uncounted.length > 0 ? await countWidgets(db, uncounted) : new Map<number, number>();
  return (accountId) => {
    const rows = rowsOf(accountId);
    return { rows, total: isLast(rows) ? offset + rows.length : (totals.get(accountId) ?? 0), page, limit };
  };
}
