import type { MessageFacts } from "../queries/messages";
import type { BatchWidget, LockedSession } from "./batch";

/** A row as a list of its columns, in the order of its statement. */
export type Row = readonly unknown[];

/** MariaDB's JSON is text to the driver where no column tells otherwise. */
const fromJson = (value: unknown): unknown => (typeof value === "string" ? JSON.parse(value) : value);

export const toSession = (row: Row): LockedSession => ({
  sessionId: row[0] as string,
  siteKey: row[1] as string,
  status: (row[2] as LockedSession["status"] | null) ?? "waiting",
  aiMode: Boolean(row[3] ?? true),
  assignedAgentId: row[4] as number | null,
  epoch: row[5] as number,
  visitorSecretHash: row[6] as string | null,
  fingerprint: row[7] as string,
});

export const toWidget = (row: Row): BatchWidget => ({
  siteKey: row[0] as string,
  allowedDomains: (fromJson(row[1]) as string[] | null) ?? [],
  fingerprint: row[2] as string,
});

export const toNewest = (rows: readonly Row[]) => new Map(rows.map(([sessionId, id]) => [sessionId as string, id as number]));

export const toMessage = (row: Row): MessageFacts => ({
  id: row[0] as number,
  sessionId: row[1] as string,
  senderType: row[2] as MessageFacts["senderType"],
  agentName: row[3] as string | null,
  text: row[4] as string,
  metadata: fromJson(row[5]) as MessageFacts["metadata"],
  clientMessageId: row[6] as string | null,
  createdAt: new Date(Number(row[7]) * 1000),
});
