import { z } from "zod";

const positiveInt = (fallback: number) => z.coerce.number().int().positive().default(fallback);
const list = (fallback: string[]) =>
  z
    .string()
    .transform((value) =>
      value
        .split(",")
        .map((entry) => entry.trim())
        .filter(Boolean),
    )
    .default(fallback);

const DOCUMENTED_ORIGINS = ["http://localhost:3000", "http://localhost:3002", "http://localhost:5000", "http://localhost"];

const Environment = z
  .object({
    NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
    PORT: z.coerce.number().int().min(0).max(65_535).default(5000),
    HOST: z.string().min(1).default("0.0.0.0"),
    DATABASE_URL: z
      .string()
      .regex(/^(mysql|mariadb):\/\/.+\/.+/, "must look like mysql://user:pass@host:3306/name")
      .optional(),
    DATA_DIR: z.string().min(1).default(".data"),
    JWT_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
    JWT_EXPIRES_IN_DAYS: z.coerce.number().positive().max(3650).default(7),
    PUBLIC_URL: z.url().optional(),
    CORS_ORIGINS: list(DOCUMENTED_ORIGINS),
    AGENT_GRACE_SECONDS: positiveInt(60),
    SEED_DEMO: z.enum(["true", "false"]).optional(),
  })
  .refine((env) => env.NODE_ENV !== "production" || env.JWT_SECRET !== undefined, {
    path: ["JWT_SECRET"],
    message: "is required in production",
  });

export interface Settings {
  environment: "development" | "test" | "production";
  port: number;
  host: string;
  /** Null: a private database is started under `dataDir`. */
  databaseUrl: string | null;
  dataDir: string;
  /** Null: one is generated and kept in `dataDir`. */
  jwtSecret: string | null;
  jwtExpiresInDays: number;
  /** Without a slash at its end. */
  publicUrl: string;
  corsOrigins: string[];
  agentGraceSeconds: number;
  seedDemo: boolean;
}

/**
 * The settings of this process. An empty variable counts as unset.
 * @throws Error with one line that names every bad setting
 */
export function readSettings(env: Record<string, string | undefined> = process.env): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    throw new Error(
      `Bad settings: ${parsed.error.issues.map((issue) => `${issue.path.join(".")} ${lowerFirst(issue.message)}`).join("; ")}`,
    );
  }
  const values = parsed.data;
  return {
    environment: values.NODE_ENV,
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL ?? null,
    dataDir: values.DATA_DIR,
    jwtSecret: values.JWT_SECRET ?? null,
    jwtExpiresInDays: values.JWT_EXPIRES_IN_DAYS,
    publicUrl: (values.PUBLIC_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, ""),
    corsOrigins: values.CORS_ORIGINS,
    agentGraceSeconds: values.AGENT_GRACE_SECONDS,
    seedDemo: values.SEED_DEMO === undefined ? values.NODE_ENV !== "production" : values.SEED_DEMO === "true",
  };
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
