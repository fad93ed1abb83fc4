interface DriverError {
  code?: string;
  errno?: number;
  sqlMessage?: string;
  sqlState?: string;
  /** The connection ended with it. */
  fatal?: boolean;
}

/** What the driver said, under whatever the query builder wrapped around it. */
function driverError(error: unknown): DriverError {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return typeof cause === "object" && cause !== null ? cause : {};
}

/** The key that a duplicate's message names at its end; MySQL writes the table before it. The value before it may hold anything. */
const DUPLICATE_OF = / for key '(?:[^'.]+\.)?([^'.]+)'$/;

/** True when a unique key refused the row. `key` is the key's name. */
export function isDuplicate(error: unknown, key: string): boolean {
  const { code, sqlMessage } = driverError(error);
  return code === "ER_DUP_ENTRY" && DUPLICATE_OF.exec(sqlMessage ?? "")?.[1] === key;
}

/** True when a row was refused because it has no value for that column. */
export function isNullRefused(error: unknown, column: string): boolean {
  const { code, sqlMessage } = driverError(error);
  return code === "ER_BAD_NULL_ERROR" && sqlMessage?.includes(`'${column}'`) === true;
}

/** True when the same transaction may succeed if it is tried again. */
export function isTransient(error: unknown): boolean {
  const { code } = driverError(error);
  // The last is MariaDB's with `innodb_snapshot_isolation`: a row was changed since the transaction's first plain read.
  return code === "ER_LOCK_DEADLOCK" || code === "ER_LOCK_WAIT_TIMEOUT" || code === "ER_CHECKREAD";
}

/** True when another transaction held a row for longer than this one may wait. */
export function isLockWaitTimeout(error: unknown): boolean {
  return driverError(error).code === "ER_LOCK_WAIT_TIMEOUT";
}

/** True when the database refused the statement for what it holds: nothing of its transaction will be committed by itself. */
export function isRefused(error: unknown): boolean {
  return /^2[23]/.test(driverError(error).sqlState ?? "") || isTransient(error);
}

// ER_LOCK_WAIT_TIMEOUT is what MariaDB says to NOWAIT, ER_LOCK_NOWAIT what MySQL says. The driver does not name every one.
const LOCKED_ELSEWHERE = new Set([1205, 1213, 3572]);

/** True when another transaction holds a lock on what the statement would not wait for. */
export function isLockedElsewhere(error: unknown): boolean {
  return LOCKED_ELSEWHERE.has(driverError(error).errno ?? 0);
}

/** The connection ended, was never made, or says nothing. Where the server is a container, its name goes with it. */
const LOST = new Set([
  "PROTOCOL_CONNECTION_LOST",
  "PROTOCOL_SEQUENCE_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "ENOENT",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ER_SERVER_SHUTDOWN",
  "ER_CON_COUNT_ERROR",
]);

/** An operator, or a server that is going down, ended the connection or its statement: MariaDB's and MySQL's words for it. */
const ENDED = new Set([1317, 1927]);

/** True when the database could not be reached, as opposed to having refused the statement. */
export function isDatabaseDown(error: unknown): boolean {
  const { code, errno, fatal } = driverError(error);
  // So the driver refuses to use a connection that has ended, as for the rollback of a transaction that lost its own.
  const isRefusedByDriver = fatal === true && code === undefined;
  return LOST.has(code ?? "") || ENDED.has(errno ?? 0) || isRefusedByDriver;
}
