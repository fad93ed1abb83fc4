import { expect, test } from "bun:test";
import { type TranscriptMessage, transcriptItems } from "./transcript-items";

const message = (key: string, sender: TranscriptMessage["sender"], sentAt: string): TranscriptMessage => ({
  key,
  sender,
  sentAt,
  text: key,
  senderName: null,
});
const outline = (messages: TranscriptMessage[]) =>
  transcriptItems(messages).map((item) => (item.kind === "day" ? "day" : `${item.key}${item.isFirst ? "<" : ""}${item.isLast ? ">" : ""}`));

test("no message, no separator", () => {
  expect(outline([])).toEqual([]);
});

test("one sender's messages within minutes form a run", () => {
  expect(
    outline([
      message("a", "visitor", "2026-03-01T12:00:00Z"),
      message("b", "visitor", "2026-03-01T12:01:00Z"),
      message("c", "agent", "2026-03-01T12:01:30Z"),
    ]),
  ).toEqual(["day", "a<", "b>", "c<>"]);
});

test("a pause and a new day break a run", () => {
  expect(
    outline([
      message("a", "visitor", "2026-03-01T12:00:00Z"),
      message("b", "visitor", "2026-03-01T12:20:00Z"),
      message("c", "visitor", "2026-03-03T12:00:00Z"),
    ]),
  ).toEqual(["day", "a<>", "b<>", "day", "c<>"]);
});
