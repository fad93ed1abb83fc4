import { eq, or, sql } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { users } from "../schema";
import { prepared } from "./prepared";

export interface UserFacts {
  id: number;
  username: string;
  email: string;
  password: string;
  tokenVersion: number;
}

const columns = { id: users.id, username: users.username, email: users.email, password: users.password, tokenVersion: users.tokenVersion };

/** @throws the driver's duplicate error, on `users_email_unique` or `users_username_unique` */
export async function insertUser(db: DbOrTx, user: { username: string; email: string; password: string }): Promise<number> {
  const [{ id }] = (await db.insert(users).values(user).$returningId()) as [{ id: number }];
  return id;
}

export async function findUserByEmail(db: DbOrTx, email: string): Promise<UserFacts | undefined> {
  return (await db.select(columns).from(users).where(eq(users.email, email)))[0];
}

const byId = prepared((db) =>
  db
    .select(columns)
    .from(users)
    .where(sql`${users.id} in (${sql.placeholder("ids")})`)
    .prepare(),
);

/** In no order. */
export const findUsers = (db: DbOrTx, ids: readonly number[]): Promise<UserFacts[]> => byId(db).execute({ ids });

export const findUser = async (db: DbOrTx, id: number): Promise<UserFacts | undefined> => (await findUsers(db, [id]))[0];

/** Which of an admin's unique names are in use already. */
export async function findTakenUserNames(
  db: DbOrTx,
  name: { username: string; email: string },
): Promise<{ username: boolean; email: boolean }> {
  const rows = await db
    .select({ byName: sql<number>`${users.username} = ${name.username}`, byEmail: sql<number>`${users.email} = ${name.email}` })
    .from(users)
    .where(or(eq(users.username, name.username), eq(users.email, name.email)));
  return { username: rows.some((row) => row.byName === 1), email: rows.some((row) => row.byEmail === 1) };
}

export async function hasUsers(db: DbOrTx): Promise<boolean> {
  return (await db.select({ id: users.id }).from(users).limit(1)).length > 0;
}

/** Invalidates every token of this admin that was issued before. */
export async function raiseUserTokenVersion(db: DbOrTx, id: number): Promise<void> {
  await db
    .update(users)
    .set({ tokenVersion: sql`${users.tokenVersion} + 1` })
    .where(eq(users.id, id));
}
