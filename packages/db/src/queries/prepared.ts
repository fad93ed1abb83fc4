import type { DbOrTx } from "../client";

/**
 * Has a statement built once for the pool and once for each transaction that uses it. For those that most requests begin
 * with: put together anew, such a statement costs the server more than what it reads.
 * @param build ends with `prepare()`, and has placeholders where the questions differ
 */
export function prepared<Statement>(build: (db: DbOrTx) => Statement): (db: DbOrTx) => Statement {
  const statements = new WeakMap<DbOrTx, Statement>();
  return (db) => {
    const known = statements.get(db);
    if (known) return known;
    const statement = build(db);
    statements.set(db, statement);
    return statement;
  };
}
