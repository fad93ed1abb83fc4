import type { Line, LineEvent } from "../protocol/transcript";
import type { Strings } from "./en";
import { fill } from "./strings";

/** What happened, as a sentence. */
export const eventText = (line: Line, strings: Strings): string =>
  fill(strings[line.text as LineEvent], { name: line.name ?? strings.agent });
