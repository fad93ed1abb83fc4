/** What became of one line, as far as its writer knows. */
export type Fate = "waiting" | "acknowledged" | "refused";

export interface Written {
  readonly chat: number;
  readonly by: string;
  /** Id of the last message that the writer had seen in the chat. */
  readonly after: number;
  /** When it was written, and when it was last sent again by hand: both in the order of everything that was written. */
  readonly first: number;
  last: number;
  fate: Fate;
}

/** Every line that anybody wrote, by its text, which is its own in all chats of a run and names its chat. */
export type Lines = ReadonlyMap<string, Written>;

export function createLedger(schedule: string) {
  const lines = new Map<string, Written>();
  let moment = 0;
  return {
    lines: lines as Lines,
    /** Words that the assistant does not take for a wish, with a tail to make it long. */
    write(chat: number, by: string, tailChars: number, after = 0): string {
      const text = `line ${schedule}/${chat}/${by}/${lines.size + 1} ${"~".repeat(tailChars)}`.trim();
      moment += 1;
      lines.set(text, { chat, by, after, first: moment, last: moment, fate: "waiting" });
      return text;
    },
    /** Its writer was told that it was not sent, and sends it again: its old place is taken by then. */
    writeAgain(text: string) {
      const line = lines.get(text);
      if (line) line.last = ++moment;
    },
    settle(text: string, fate: Fate) {
      const line = lines.get(text);
      if (line && line.fate !== "acknowledged") line.fate = fate;
    },
    acknowledged: () => [...lines.values()].filter((line) => line.fate === "acknowledged").length,
  };
}
export type Ledger = ReturnType<typeof createLedger>;

/** Which chat a line of a person belongs to, by its text. */
export const chatOf = (text: string): string | undefined => /^line ([^/]+\/\d+)\//.exec(text)?.[1];
