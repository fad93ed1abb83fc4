import { listPairs as listPairRows } from "@chat/db";
import { z } from "zod";
import type { KnowledgePair } from "../../contract";
import { adminVerb } from "../verb";
import { toPair } from "./own-pair";

/** What the account's assistant answers from, newest first. */
export const listPairs = adminVerb(
  z.unknown(),
  async (ctx): Promise<KnowledgePair[]> => (await listPairRows(ctx.db, ctx.actor.accountId)).map(toPair),
);
