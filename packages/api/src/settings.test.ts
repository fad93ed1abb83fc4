import { describe, expect, test } from "bun:test";
import { readSettings } from "./settings";

const SECRET = "s".repeat(32);

describe("defaults", () => {
  test("stand where nothing is set", () => {
    expect(readSettings({})).toMatchObject({
      environment: "development",
      port: 5000,
      host: "0.0.0.0",
      databaseUrl: null,
      redisUrl: null,
      dataDir: ".data",
      jwtSecret: null,
      jwtExpiresInDays: 7,
      publicUrl: "http://localhost:5000",
      corsOrigins: ["http://localhost:3000", "http://localhost:3002", "http://localhost:5000", "http://localhost"],
      rateLimitMax: 100,
      rateLimitWindowMinutes: 15,
      authRateLimitMax: 10,
      publicRateLimitMax: 100,
      trustedProxies: [],
      agentGraceSeconds: 60,
      mail: null,
      seedDemo: true,
    });
  });

  test("an empty variable counts as unset", () => {
    const empty = {
      NODE_ENV: "",
      PORT: "",
      DATABASE_URL: "",
      REDIS_URL: "",
      JWT_SECRET: "",
      CORS_ORIGINS: "",
      SEED_DEMO: "",
      TRUSTED_PROXIES: "",
      RATE_LIMIT_MAX: "",
    };
    expect(readSettings(empty)).toEqual(readSettings({}));
  });

  test("the public address follows the port, and loses its last slash", () => {
    expect(readSettings({ PORT: "8080" }).publicUrl).toBe("http://localhost:8080");
    expect(readSettings({ PUBLIC_URL: "https://chat.example.com/" }).publicUrl).toBe("https://chat.example.com");
  });
});

test("what is set is read in its own kind", () => {
  expect(
    readSettings({
      PORT: "0",
      DATABASE_URL: "mysql://user:pass@host:3306/name",
      REDIS_URL: "rediss://:pass@redis.example.com:6380/2",
      JWT_SECRET: SECRET,
      JWT_EXPIRES_IN_DAYS: "0.5",
      CORS_ORIGINS: " https://a.example , ,https://b.example ",
      RATE_LIMIT_MAX: "1000",
      RATE_LIMIT_WINDOW_MINUTES: "0.5",
      AUTH_RATE_LIMIT_MAX: "20",
      PUBLIC_RATE_LIMIT_MAX: "300",
      TRUSTED_PROXIES: "10.0.0.0/8, 192.0.2.7,fd00::/8 , ::1",
      AGENT_GRACE_SECONDS: "5",
      SMTP_URL: "smtps://chat:p%40ss@mail.example.com",
      MAIL_FROM: "Acme Chat <chat@example.com>",
      SEED_DEMO: "false",
    }),
  ).toMatchObject({
    port: 0,
    databaseUrl: "mysql://user:pass@host:3306/name",
    redisUrl: "rediss://:pass@redis.example.com:6380/2",
    jwtSecret: SECRET,
    jwtExpiresInDays: 0.5,
    corsOrigins: ["https://a.example", "https://b.example"],
    rateLimitMax: 1000,
    rateLimitWindowMinutes: 0.5,
    authRateLimitMax: 20,
    publicRateLimitMax: 300,
    trustedProxies: ["10.0.0.0/8", "192.0.2.7", "fd00::/8", "::1"],
    agentGraceSeconds: 5,
    mail: { smtpUrl: "smtps://chat:p%40ss@mail.example.com", from: "Acme Chat <chat@example.com>" },
    seedDemo: false,
  });
});

describe("a bad value stops the start by name", () => {
  test.each([
    ["PORT", "five"],
    ["PORT", "70000"],
    ["PORT", "80.5"],
    ["PORT", "0x1451"],
    ["NODE_ENV", "staging"],
    ["DATABASE_URL", "postgres://host/name"],
    ["DATABASE_URL", "mysql://host"],
    ["REDIS_URL", "localhost:6379"],
    ["REDIS_URL", "http://localhost:6379"],
    ["REDIS_URL", "redis://"],
    ["REDIS_URL", "redis:localhost"],
    ["REDIS_URL", "redis://localhost:6379/name"],
    ["REDIS_URL", "redis://localhost:port"],
    ["JWT_SECRET", "short"],
    ["JWT_EXPIRES_IN_DAYS", "0"],
    ["JWT_EXPIRES_IN_DAYS", "forever"],
    ["AGENT_GRACE_SECONDS", "-1"],
    ["RATE_LIMIT_MAX", "0"],
    ["RATE_LIMIT_MAX", "many"],
    ["RATE_LIMIT_WINDOW_MINUTES", "0"],
    ["RATE_LIMIT_WINDOW_MINUTES", "1441"],
    ["AUTH_RATE_LIMIT_MAX", "-5"],
    ["PUBLIC_RATE_LIMIT_MAX", "1.5"],
    ["TRUSTED_PROXIES", "proxy.example.com"],
    ["TRUSTED_PROXIES", "10.0.0.0/33"],
    ["TRUSTED_PROXIES", "10.0.0.0/"],
    ["TRUSTED_PROXIES", "10.0.0.0/8/8"],
    ["TRUSTED_PROXIES", "::1, 10.0.0"],
    ["TRUSTED_PROXIES", "fd00::/129"],
    ["PUBLIC_URL", "chat.example.com"],
    ["PUBLIC_URL", "javascript:alert(1)"],
    ["CORS_ORIGINS", "*"],
    ["CORS_ORIGINS", "https://example.com/"],
    ["AGENT_GRACE_SECONDS", "9007199254740991"],
    ["SEED_DEMO", "yes"],
    ["SMTP_URL", "mail.example.com:587"],
    ["SMTP_URL", "http://mail.example.com"],
    ["SMTP_URL", "smtp://"],
    ["SMTP_URL", "smtp://mail.example.com/inbox"],
    ["MAIL_FROM", "Acme"],
    ["MAIL_FROM", "Acme <chat>"],
    ["MAIL_FROM", "a@example.com, b@example.com"],
    ["MAIL_FROM", "Acme\r\nBcc: b@example.com <a@example.com>"],
  ])("%s=%s", (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`^Bad settings: ${name} `));
  });

  test("all of them in one line", () => {
    expect(() => readSettings({ PORT: "x", SEED_DEMO: "maybe" })).toThrow(/^Bad settings: PORT .+; SEED_DEMO [^\n]+$/);
  });

  test("a mail server without a sender", () => {
    expect(() => readSettings({ SMTP_URL: "smtp://localhost:25" })).toThrow(/^Bad settings: MAIL_FROM is required with SMTP_URL$/);
    expect(readSettings({ MAIL_FROM: "chat@example.com" }).mail).toBeNull();
  });

  test("a secret is not repeated in the message", () => {
    expect(() => readSettings({ JWT_SECRET: "hunter2" })).toThrow(/^Bad settings: JWT_SECRET must have at least 32 characters$/);
    expect(() => readSettings({ SMTP_URL: "smtp://me:hunter2@host/x" })).toThrow(/^Bad settings: (?!.*hunter2)SMTP_URL must look like /);
    expect(() => readSettings({ REDIS_URL: "redis://:hunter2@host/x" })).toThrow(/^Bad settings: REDIS_URL must look like (?!.*hunter2)/);
  });
});

describe("production", () => {
  test("requires a secret of one's own", () => {
    expect(() => readSettings({ NODE_ENV: "production" })).toThrow("Bad settings: JWT_SECRET is required in production");
    expect(readSettings({ NODE_ENV: "production", JWT_SECRET: SECRET }).jwtSecret).toBe(SECRET);
  });

  test("has no demo account, and refuses to be asked for one", () => {
    const production = { NODE_ENV: "production", JWT_SECRET: SECRET };
    expect(readSettings(production).seedDemo).toBe(false);
    expect(() => readSettings({ ...production, SEED_DEMO: "true" })).toThrow(/^Bad settings: SEED_DEMO must not be true in production/);
  });
});
