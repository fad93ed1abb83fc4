import { expect, test } from "bun:test";
import type { ChatMessage } from "@chat/api/contract";
import { transcriptLines } from "./transcript-lines";

const stored = (id: number, sender: ChatMessage["sender"], clientMessageId: string | null): ChatMessage => ({
  id,
  text: `line ${id}`,
  sender,
  senderName: null,
  offersPerson: false,
  clientMessageId,
  file: null,
  source: null,
  sentAt: "2026-01-01T00:00:00Z",
});

test("pending lines come last", () => {
  const lines = transcriptLines(
    [stored(7, "visitor", null)],
    [{ clientMessageId: "b", text: "hi", writtenAt: "2025-01-01T00:00:00Z", delivery: "failed", problem: null }],
    "Maya",
  );
  expect(lines.map((line) => [line.key, line.delivery])).toEqual([
    ["7", undefined],
    ["b", "failed"],
  ]);
});

test("a line says what the assistant took it from", () => {
  const answer = { ...stored(1, "assistant", null), source: { title: "Where can I park?" } };
  expect(transcriptLines([answer], [], "Maya")[0]?.source).toEqual({ title: "Where can I park?" });
});

test("our own line keeps its key once stored; a visitor's client cannot take it", () => {
  const lines = transcriptLines([stored(1, "agent", "own"), stored(2, "visitor", "own")], [], "Maya");
  expect(lines.map((line) => line.key)).toEqual(["own", "2"]);
});
