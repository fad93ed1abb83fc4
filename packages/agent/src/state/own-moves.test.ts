import { expect, test } from "bun:test";
import type { ActiveChat } from "@chat/api/contract";
import { withOwnMoves } from "./own-moves";

const chat = (sessionId: string): ActiveChat => ({
  sessionId,
  siteKey: "widget-1",
  businessName: "Acme",
  visitorName: "Customer",
  visitorEmail: null,
  visitorInfo: {},
  verifiedUserId: null,
  messageCount: 0,
  startedAt: "2026-01-01T00:00:00Z",
  escalatedAt: null,
});
const ids = (chats: ActiveChat[]) => chats.map((one) => one.sessionId);

test("a chat just accepted is shown before the server's list has it, and once", () => {
  expect(ids(withOwnMoves([chat("a")], [chat("b")], new Set()))).toEqual(["a", "b"]);
  expect(ids(withOwnMoves([chat("a"), chat("b")], [chat("b")], new Set()))).toEqual(["a", "b"]);
});

test("a chat just closed is gone before the server's list says so", () => {
  expect(ids(withOwnMoves([chat("a"), chat("b")], [], new Set(["a"])))).toEqual(["b"]);
});
