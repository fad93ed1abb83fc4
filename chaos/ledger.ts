/** What became of one line, as far as its writer knows. */
export type Fate = "waiting" | "acknowledged" | "refused";

/** Every line that anybody wrote. Its text is its own in all chats of a run, and names its chat. */
export function createLedger(schedule: string) {
  const lines = new Map<string, { chat: number; by: string; fate: Fate }>();
  let count = 0;
  return {
    lines,
    /** Words that the assistant does not take for a wish, with a tail to make it long. */
    write(chat: number, by: string, tailChars: number): string {
      const text = `line ${schedule}/${chat}/${by}/${++count} ${"~".repeat(tailChars)}`.trim();
      lines.set(text, { chat, by, fate: "waiting" });
      return text;
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
