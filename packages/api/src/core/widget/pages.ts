import { countWidgets, type Db, listWidgets, type WidgetFacts } from "@chat/db";

/** Which page of an account's widgets, newest first. */
export interface WidgetPageRef {
  accountId: number;
  /** 1 is the first. */
  page: number;
  limit: number;
}

/** Where more may follow, `total` is a statement of its own: a widget made between the two may be in one alone. */
export interface WidgetRows extends Pick<WidgetPageRef, "page" | "limit"> {
  rows: WidgetFacts[];
  total: number;
}

/** What tells pages apart. */
export const nameOfPage = ({ accountId, page, limit }: WidgetPageRef): string => `${accountId} ${page} ${limit}`;

/** One statement for all who ask for the same page of their accounts, mostly the first, and one more for each account that has more than a page. */
export async function readWidgetPages(db: Db, asked: readonly WidgetPageRef[]): Promise<(which: WidgetPageRef) => WidgetRows> {
  const alike = Map.groupBy(asked, ({ page, limit }) => `${page} ${limit}`);
  const pages = new Map((await Promise.all([...alike.values()].map((which) => readAlike(db, which)))).flat());
  return (which) => pages.get(nameOfPage(which)) as WidgetRows;
}

/** @param asked the same page of different accounts */
async function readAlike(db: Db, asked: readonly WidgetPageRef[]): Promise<[string, WidgetRows][]> {
  const [{ page, limit }] = asked as [WidgetPageRef];
  const offset = (page - 1) * limit;
  const found = await listWidgets(
    db,
    asked.map(({ accountId }) => accountId),
    { limit, offset },
  );
  const ofAccount = Map.groupBy(found, ({ accountId }) => accountId);
  const readTotal = async (which: WidgetPageRef): Promise<[string, WidgetRows]> => {
    const rows = ofAccount.get(which.accountId) ?? [];
    // A page that ends early says itself how many there are. One without rows may lie behind the end.
    const isLast = rows.length < limit && (rows.length > 0 || offset === 0);
    const total = isLast ? offset + rows.length : await countWidgets(db, which.accountId);
    return [nameOfPage(which), { rows, total, page, limit }];
  };
  return Promise.all(asked.map(readTotal));
}
