import { expect, test } from "bun:test";
import { testDatabase } from "@chat/db/testing";
import { readDocument } from "./document";

interface Column {
  name: string;
  type: string;
  isNullable: boolean;
  isUnique: boolean;
  isNumbered: boolean;
  default: string | null;
}

/** `CREATE TABLE` as the document has it, column by column. */
function parseTable(sql: string): Column[] {
  return sql
    .split("\n")
    .slice(1, -1)
    .map((line) => {
      const [, name = "", type = "", rest = ""] = /^\s*(\w+) (\w+(?:\([^)]*\))?) ?(.*?),?$/.exec(line) ?? [];
      const isKey = rest.includes("PRIMARY KEY");
      return {
        name,
        type: plainType(type),
        isNullable: !isKey && !rest.includes("NOT NULL") && !type.startsWith("TIMESTAMP"),
        isUnique: isKey || rest.includes("UNIQUE"),
        isNumbered: rest.includes("AUTO_INCREMENT"),
        default: plainDefault(/DEFAULT ('.*?'|\w+)/.exec(rest)?.[1] ?? null),
      };
    });
}

/** Both servers have names of their own for some types. */
function plainType(type: string): string {
  const plain = type
    .toLowerCase()
    .replaceAll(", ", ",")
    .replace(/^(int|timestamp)\(\d+\)/, "$1");
  const names: Record<string, string> = { boolean: "tinyint(1)", longtext: "json" };
  return names[plain] ?? plain;
}

function plainDefault(value: string | null): string | null {
  const plain = value?.replace(/^\((.*)\)$/, "$1").replace(/^(?:_utf8mb4)?\\?'(.*?)\\?'$/, "$1") ?? null;
  const names: Record<string, string | null> = { TRUE: "1", FALSE: "0", NULL: null, "current_timestamp()": "CURRENT_TIMESTAMP" };
  return plain !== null && Object.hasOwn(names, plain) ? (names[plain] ?? null) : plain;
}

async function readTable(table: string): Promise<Map<string, Column>> {
  const { db } = await testDatabase();
  const [rows] = await db.execute(
    `select column_name as name, column_type as type, is_nullable as nullable, column_key as ckey, extra as extra, column_default as preset
     from information_schema.columns where table_schema = database() and table_name = '${table}'`,
  );
  return new Map(
    (rows as unknown as Record<"name" | "type" | "nullable" | "ckey" | "extra" | "preset", string>[]).map((row) => [
      row.name,
      {
        name: row.name,
        type: plainType(String(row.type)),
        // A timestamp that may be null and has a default is one that is never empty.
        isNullable: row.nullable === "YES" && !String(row.type).startsWith("timestamp"),
        isUnique: row.ckey === "PRI" || row.ckey === "UNI",
        isNumbered: row.extra.includes("auto_increment"),
        default: plainDefault(row.preset === null ? null : String(row.preset)),
      },
    ]),
  );
}

test("every documented table has its columns, with their types, keys and defaults", async () => {
  const { table: documented } = await readDocument();
  expect([...documented.keys()]).toEqual(["users", "widget_configs", "sessions", "messages", "agents"]);
  for (const [name, { text }] of documented) {
    const columns = await readTable(name);
    for (const column of parseTable(text)) expect({ [name]: columns.get(column.name) }).toEqual({ [name]: column });
  }
});
