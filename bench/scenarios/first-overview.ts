import { expectData, restClient } from "../../e2e/harness/rest";
import { type Figure, figure } from "../figure";
import type { RunningProduct } from "../stage/product";

const ANSWER_LIMIT_MS = 120_000;
const RETRY_AFTER_MS = 50;

/** The first answer of the statistics after rows were written past the server. All are NaN when there was none: that is not nought. */
export interface FirstOverview {
  size: number;
  /** From the first question on, refused ones included. */
  ms: number;
  /** Questions before it that had no answer, or one that was refused. */
  failed: number;
  miscounted: number;
}

/** Nothing is waited for before: the answer is promised to be exact, however long it takes. So no second one is asked for, either. @param size messages there are */
export async function askFirst(product: RunningProduct, size: number, tell: (line: string) => void): Promise<FirstOverview> {
  const admin = restClient(product.server.url, product.token);
  const startedAt = performance.now();
  for (let failed = 0; ; failed++) {
    try {
      const { stats } = await expectData<{ stats: { total_messages: number } }>(admin("GET", "/widgets/stats/overview"));
      const ms = performance.now() - startedAt;
      const counted = stats.total_messages;
      tell(`first overview at ${size} messages: ${Math.round(ms)} ms, ${counted} counted, ${failed} questions failed before`);
      return { size, ms, failed, miscounted: Math.abs(counted - size) };
    } catch (error) {
      if (performance.now() - startedAt > ANSWER_LIMIT_MS) {
        tell(`no overview at ${size} messages: ${error}`);
        return { size, ms: Number.NaN, failed: Number.NaN, miscounted: Number.NaN };
      }
      await Bun.sleep(RETRY_AFTER_MS);
    }
  }
}

const sum = (values: number[]) => values.reduce((all, value) => all + value, 0);

export const firstFigures = (first: FirstOverview[]): Figure[] => [
  ...first.map(({ size, ms }) => figure(`first overview after a seed to ${size.toLocaleString("en")} messages`, "ms", [ms])),
  figure("questions that failed before these first overviews", "questions", [sum(first.map(({ failed }) => failed))]),
  figure("messages that the first overviews miscount", "messages", [sum(first.map(({ miscounted }) => miscounted))], { atMost: 0 }),
];
