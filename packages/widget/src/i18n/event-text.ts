import type { Line, LineEvent } from "../protocol/transcript";
import type { enExtras } from "./en-extras";
import { fill } from "./strings";

/** What happened, as a sentence. */
export const eventText = ({ text, name }: Pick<Line, "text" | "name">, strings: typeof enExtras, agent: string): string =>
  fill(strings[text as LineEvent], { name: name ?? agent });
