import { isIP } from "node:net";
import { z } from "zod";

/** Decimal digits alone: neither `0x10` nor `1e3` nor a number too large to count with. */
const whole = (min: number, max: number, fallback: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`)
    .default(fallback);
const MANY = 999_999_999;
const decimal = (max: number, fallback: number) =>
  z
    .string()
    .regex(/^\d{1,6}(\.\d{1,6})?$/, `must be a number up to ${max}`)
    .transform(Number)
    .refine((value) => value > 0 && value <= max, `must be a number up to ${max}`)
    .default(fallback);
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

/** An address, or a range of them as `10.0.0.0/8`. */
function isNetwork(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  const family = isIP(address);
  return family !== 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32)));
}

const isOrigin = (text: string) => URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text);

function isRedisUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname } = new URL(text);
  return /^rediss?:$/.test(protocol) && hostname !== "" && /^(\/\d*)?$/.test(pathname);
}

function isSmtpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname } = new URL(text);
  return /^smtps?:$/.test(protocol) && hostname !== "" && /^\/?$/.test(pathname);
}

/** `chat@example.com`, or `Acme <chat@example.com>`. */
const isSender = (text: string) => {
  const address = /^(?:[^<>"\p{Cc}]*<([^<>]+)>|([^<>]+))$/u.exec(text.trim());
  return z.email().safeParse(address?.[1] ?? address?.[2]).success;
};

const DOCUMENTED_ORIGINS = ["http://localhost:3000", "http://localhost:3002", "http://localhost:5000", "http://localhost"];

const Environment = z
  .object({
    NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
    PORT: whole(0, 65_535, 5000),
    HOST: z.string().min(1).default("0.0.0.0"),
    DATABASE_URL: z
      .string()
      .regex(/^(mysql|mariadb):\/\/.+\/.+/, "must look like mysql://user:pass@host:3306/name")
      .optional(),
    REDIS_URL: z.string().refine(isRedisUrl, "must look like redis://:pass@host:6379 or rediss://host:6379").optional(),
    DATA_DIR: z.string().min(1).default(".data"),
    JWT_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
    JWT_EXPIRES_IN_DAYS: decimal(3650, 7),
    PUBLIC_URL: z.url({ protocol: /^https?$/, error: "must look like https://chat.example.com" }).optional(),
    CORS_ORIGINS: list(DOCUMENTED_ORIGINS).refine(
      (origins) => origins.every(isOrigin),
      "must be origins like https://example.com, separated by commas",
    ),
    RATE_LIMIT_MAX: whole(1, MANY, 100),
    RATE_LIMIT_WINDOW_MINUTES: decimal(1440, 15),
    AUTH_RATE_LIMIT_MAX: whole(1, MANY, 10),
    PUBLIC_RATE_LIMIT_MAX: whole(1, MANY, 100),
    TRUSTED_PROXIES: list([]).refine(
      (proxies) => proxies.every(isNetwork),
      "must be addresses or ranges like 10.0.0.0/8, separated by commas",
    ),
    AGENT_GRACE_SECONDS: whole(1, 86_400, 60),
    SMTP_URL: z.string().refine(isSmtpUrl, "must look like smtp://user:pass@host:587 or smtps://user:pass@host:465").optional(),
    MAIL_FROM: z.string().refine(isSender, "must look like chat@example.com or Acme <chat@example.com>").optional(),
    SEED_DEMO: z.enum(["true", "false"]).optional(),
  })
  .refine((env) => env.NODE_ENV !== "production" || env.JWT_SECRET !== undefined, {
    path: ["JWT_SECRET"],
    message: "is required in production",
  })
  .refine((env) => env.SMTP_URL === undefined || env.MAIL_FROM !== undefined, {
    path: ["MAIL_FROM"],
    message: "is required with SMTP_URL",
  })
  .refine((env) => env.NODE_ENV !== "production" || env.SEED_DEMO !== "true", {
    path: ["SEED_DEMO"],
    message: "must not be true in production: everyone knows the demo account's password",
  });

export interface Settings {
  environment: "development" | "test" | "production";
  port: number;
  host: string;
  /** Null: a private database is started under `dataDir`. */
  databaseUrl: string | null;
  /** Null: this process is alone. */
  redisUrl: string | null;
  dataDir: string;
  /** Null: one is generated and kept in `dataDir`. */
  jwtSecret: string | null;
  jwtExpiresInDays: number;
  /** Without a slash at its end. */
  publicUrl: string;
  corsOrigins: string[];
  /** Requests under `/api` that one address may make in a window. */
  rateLimitMax: number;
  rateLimitWindowMinutes: number;
  /** Failed log-ins in a window, of one address and for one account. */
  authRateLimitMax: number;
  /** Requests of one address to one widget's public routes in a window. */
  publicRateLimitMax: number;
  /** Addresses and CIDR ranges whose `X-Forwarded-For` counts. */
  trustedProxies: string[];
  agentGraceSeconds: number;
  /** Null: nothing is mailed. */
  mail: { smtpUrl: string; from: string } | null;
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
    redisUrl: values.REDIS_URL ?? null,
    dataDir: values.DATA_DIR,
    jwtSecret: values.JWT_SECRET ?? null,
    jwtExpiresInDays: values.JWT_EXPIRES_IN_DAYS,
    publicUrl: (values.PUBLIC_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, ""),
    corsOrigins: values.CORS_ORIGINS,
    rateLimitMax: values.RATE_LIMIT_MAX,
    rateLimitWindowMinutes: values.RATE_LIMIT_WINDOW_MINUTES,
    authRateLimitMax: values.AUTH_RATE_LIMIT_MAX,
    publicRateLimitMax: values.PUBLIC_RATE_LIMIT_MAX,
    trustedProxies: values.TRUSTED_PROXIES,
    agentGraceSeconds: values.AGENT_GRACE_SECONDS,
    mail: values.SMTP_URL && values.MAIL_FROM ? { smtpUrl: values.SMTP_URL, from: values.MAIL_FROM } : null,
    seedDemo: values.SEED_DEMO === undefined ? values.NODE_ENV !== "production" : values.SEED_DEMO === "true",
  };
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
