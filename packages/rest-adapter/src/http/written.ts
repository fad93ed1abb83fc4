import type { Context, TypedResponse } from "hono";
import type { JSONParsed } from "hono/utils/types";

/** A value as JSON text, for answers that go to many. */
export interface Written<T> {
  readonly text: string;
  /** Changes with the text. */
  readonly etag: string;
  /** Only for the compiler, which holds the answer to its route's schema. */
  readonly of?: T;
}

export function write<T>(value: T): Written<T> {
  const text = JSON.stringify(value);
  return { text, etag: `"${Bun.hash(text).toString(36)}"` };
}

/** What `c.json` answers for the value. */
export function answerWritten<T>(c: Context, { text }: Written<T>, headers: Record<string, string> = {}) {
  const answer: unknown = c.body(text, 200, { ...headers, "Content-Type": "application/json" });
  return answer as Response & TypedResponse<JSONParsed<T>, 200, "json">;
}
