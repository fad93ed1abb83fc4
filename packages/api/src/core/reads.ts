import { countWidgets, type Db, findAgent, findUser, findWidget, listWidgets, type WidgetFacts } from "@chat/db";
import { coalesce, nextTurn } from "./coalesce";

/** A page of an account's widgets. Where more may follow, `total` is a statement of its own: a widget made between the two may be in one alone. */
export interface WidgetRows {
  rows: WidgetFacts[];
  total: number;
  /** 1 is the first. */
  page: number;
  limit: number;
}

interface WidgetPageRef extends Pick<WidgetRows, "page" | "limit"> {
  accountId: number;
}

/**
 * The rows that most requests begin with. Those who ask for one at the same time share a statement, which began after each
 * of them had asked: so nothing is kept, and what another process committed is seen by the very next request. Not for use
 * within a transaction, which has its own view.
 */
export interface Reads {
  widget(siteKey: string): ReturnType<typeof findWidget>;
  user(id: number): ReturnType<typeof findUser>;
  agent(id: number): ReturnType<typeof findAgent>;
  widgetPage(which: WidgetPageRef): Promise<WidgetRows>;
}

export function createReads(db: Db): Reads {
  return {
    widget: coalesce((siteKey: string) => findWidget(db, siteKey), undefined, nextTurn),
    user: coalesce((id: number) => findUser(db, id), undefined, nextTurn),
    agent: coalesce((id: number) => findAgent(db, id), undefined, nextTurn),
    widgetPage: coalesce(
      async ({ accountId, page, limit }) => {
        const offset = (page - 1) * limit;
        const rows = await listWidgets(db, accountId, { limit, offset });
        // A page that ends early says itself how many there are. One without rows may lie behind the end.
        const isLast = rows.length < limit && (rows.length > 0 || offset === 0);
        const total = isLast ? offset + rows.length : (await countWidgets(db, accountId)).total;
        return { rows, total, page, limit };
      },
      ({ accountId, page, limit }) => `${accountId} ${page} ${limit}`,
      nextTurn,
    ),
  };
}
