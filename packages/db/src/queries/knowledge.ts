import { and, count, desc, eq, sql } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { knowledgePairs } from "../schema";

export interface PairFacts {
  id: number;
  question: string;
  answer: string;
  updatedAt: Date;
}

const columns = {
  id: knowledgePairs.id,
  question: knowledgePairs.question,
  answer: knowledgePairs.answer,
  updatedAt: knowledgePairs.updatedAt,
};

const ofAccount = (key: { accountId: number; pairId: number }) =>
  and(eq(knowledgePairs.userId, key.accountId), eq(knowledgePairs.id, key.pairId));

export async function insertPair(db: DbOrTx, pair: { userId: number; question: string; answer: string }): Promise<number> {
  const [{ id }] = (await db.insert(knowledgePairs).values(pair).$returningId()) as [{ id: number }];
  return id;
}

/** Newest first. */
export async function listPairs(db: DbOrTx, accountId: number): Promise<PairFacts[]> {
  return db.select(columns).from(knowledgePairs).where(eq(knowledgePairs.userId, accountId)).orderBy(desc(knowledgePairs.id));
}

export async function findPair(db: DbOrTx, key: { accountId: number; pairId: number }): Promise<PairFacts | undefined> {
  return (await db.select(columns).from(knowledgePairs).where(ofAccount(key)))[0];
}

export async function countPairs(db: DbOrTx, accountId: number): Promise<number> {
  const [row] = await db.select({ pairs: count() }).from(knowledgePairs).where(eq(knowledgePairs.userId, accountId));
  return row?.pairs ?? 0;
}

/** False when the account has no such pair. */
export async function updatePair(
  db: DbOrTx,
  key: { accountId: number; pairId: number },
  pair: { question: string; answer: string },
): Promise<boolean> {
  const [result] = await db
    .update(knowledgePairs)
    .set({ ...pair, updatedAt: sql`CURRENT_TIMESTAMP` })
    .where(ofAccount(key));
  return result.affectedRows === 1;
}

/** False when the account has no such pair. */
export async function deletePair(db: DbOrTx, key: { accountId: number; pairId: number }): Promise<boolean> {
  const [result] = await db.delete(knowledgePairs).where(ofAccount(key));
  return result.affectedRows === 1;
}
