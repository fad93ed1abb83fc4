import type mysql from "mysql2/promise";

const ANSWER_WITHIN_MS = 5_000;

/** The batches' connection while a batch has it. */
export interface Link {
  /** Statements that go together. @returns an answer for each; the first that fails is thrown, and those behind it are not carried out */
  send(statements: readonly string[]): Promise<unknown[]>;
  /** Gives the connection back: its transaction has ended. Harmless once it has ended. */
  release(): void;
  /** Ends the transaction without a change, or with its connection where that does not answer. Harmless once it has ended. */
  cancel(): Promise<void>;
}

export function linkOn(connection: mysql.PoolConnection): Link {
  let isOpen = true;
  const end = (how: "release" | "destroy") => {
    if (isOpen) connection[how]();
    isOpen = false;
  };
  const send = async (statements: readonly string[]) => {
    try {
      const [answers] = await connection.query({ sql: statements.join(";"), rowsAsArray: true, timeout: ANSWER_WITHIN_MS });
      return answers as unknown as unknown[];
    } catch (error) {
      // Not the database's word: the connection is gone or silent, and its transaction with it.
      if (!(error instanceof Error && "sqlState" in error)) end("destroy");
      throw error;
    }
  };
  return {
    send,
    release: () => end("release"),
    async cancel() {
      if (!isOpen) return;
      await send(["ROLLBACK"]).then(
        () => end("release"),
        () => end("destroy"),
      );
    },
  };
}
