import { z } from "zod";
import { AGENT_FRAMES, VISITOR_FRAMES } from "./frames";
import { TO_AGENT, TO_VISITOR } from "./server-frames";

const TABLES = {
  "from-visitor": { frames: VISITOR_FRAMES, io: "input" },
  "from-agent": { frames: AGENT_FRAMES, io: "input" },
  "to-visitor": { frames: TO_VISITOR, io: "output" },
  "to-agent": { frames: TO_AGENT, io: "output" },
} as const;

/** What is read of a JSON schema; `documented` and `bounds` are this adapter's own. */
interface Schema {
  type?: string | string[];
  description?: string;
  documented?: boolean;
  bounds?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  enum?: string[];
  const?: string | boolean;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
}

const schemaOf = (schema: z.ZodType, io: "input" | "output") =>
  z.toJSONSchema(schema, { io, unrepresentable: "any", reused: "inline" }) as Schema;

const HEADER = "| type | field | type of field | bounds | required | meaning |\n|---|---|---|---|---|---|";

/** The tables of docs/protocol.md by the names of their places there: `from-visitor:documented`, `to-agent:added`. */
export function protocolTables(): Map<string, string> {
  const tables = new Map<string, string>();
  for (const [direction, { frames, io }] of Object.entries(TABLES)) {
    for (const isDocumented of [true, false]) {
      const rows = Object.entries<z.ZodType>(frames).flatMap(([type, frame]) => {
        const schema = schemaOf(frame, io);
        return schema.documented === isDocumented ? [frameRow(type, schema), ...fieldRows(schema)] : [];
      });
      tables.set(`${direction}:${isDocumented ? "documented" : "added"}`, `${HEADER}\n${rows.join("\n")}`);
    }
  }
  return tables;
}

/** The page with its tables as the schemas give them. @throws Error for a place without a table, or a table without a place */
export function fillTables(page: string): string {
  const tables = protocolTables();
  const filled = page.replace(/(<!-- frames ([\w:-]+) -->\n)[\s\S]*?(<!-- \/frames -->)/g, (_, open: string, name: string, end: string) => {
    const table = tables.get(name);
    if (table === undefined) throw new Error(`no frames are called ${name}`);
    tables.delete(name);
    return `${open}\n${table}\n\n${end}`;
  });
  if (tables.size > 0) throw new Error(`docs/protocol.md has no place for ${[...tables.keys()].join(", ")}`);
  return filled;
}

const row = (...cells: string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
const code = (text: unknown) => `\`${text}\``;

const frameRow = (type: string, { description = "" }: Schema) => row(`**${code(type)}**`, "", "", "", "", description);

function fieldRows(schema: Schema, path = ""): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const at = path + name;
    const isRequired = schema.required?.includes(name) ?? false;
    const own = row("", code(at), typeOf(field), boundsOf(field), isRequired ? "yes" : "", field.description ?? "");
    const inner = field.type === "array" ? fieldRows(field.items ?? {}, `${at}[].`) : fieldRows(field, `${at}.`);
    return [own, ...inner];
  });
}

function typeOf({ type, anyOf, const: only }: Schema): string {
  if (anyOf) return [...new Set(anyOf.map(typeOf))].join(" or ");
  if (only !== undefined) return typeof only;
  return [type ?? "anything"].flat().join(" or ");
}

function boundsOf(field: Schema): string {
  if (field.bounds !== undefined) return field.bounds;
  if (field.const !== undefined) return code(field.const);
  if (field.enum) return field.enum.map(code).join(", ");
  if (field.format === "date-time") return "ISO 8601 in UTC";
  if (field.anyOf) return [...new Set(field.anyOf.map(boundsOf).filter(Boolean))].join(" or ");
  return [numberBounds(field), lengthBounds(field), field.pattern && code(field.pattern)].filter(Boolean).join(", ");
}

function lengthBounds({ minLength, maxLength }: Schema): string {
  if (maxLength === undefined) return minLength ? `at least ${minLength} characters` : "";
  return minLength === undefined ? `at most ${maxLength} characters` : `${minLength} to ${maxLength} characters`;
}

function numberBounds({ minimum, exclusiveMinimum, maximum, type }: Schema): string {
  if (type !== "integer" && type !== "number") return "";
  const least = minimum ?? (exclusiveMinimum !== undefined ? exclusiveMinimum + 1 : undefined);
  const most = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (most !== undefined) return `${least ?? 0} to ${most}`;
  return least === undefined ? "" : `from ${least}`;
}
