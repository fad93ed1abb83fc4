import { join } from "node:path";
import { openBus } from "@chat/api/bus";
import {
  type Caller,
  type Core,
  createCore,
  createSmtpSender,
  DEMO_ADMIN,
  DEMO_AGENT,
  findDemoSiteKey,
  type Log,
  seedDemo,
} from "@chat/api/core";
import { createLog } from "@chat/api/log";
import { readSettings, type Settings } from "@chat/api/settings";
import { loadTokenSecret } from "@chat/api/token-secret";
import { migrateDatabase, openDatabase, startPrivateDatabase } from "@chat/db";
import {
  answerFailure,
  createClientAddress,
  createGuardedApp,
  createLimits,
  createRestApp,
  createSocketRoutes,
  createStaticApps,
  isAllowedOrigin,
  type Limits,
  openLimitStore,
  type SocketHandlers,
  secure,
  securityHeaders,
  websiteOf,
} from "@chat/rest-adapter";

const SOCKET_IDLE_SECONDS = 120;
/** Far above what a frame may have: a connection is kept, and told so, where the socket itself would end it. */
const SOCKET_FRAME_MAX_BYTES = 4 << 20;
const SOCKET_BACKLOG_MAX_BYTES = 8 << 20;
const STOP_LIMIT_MS = 10_000;

async function main() {
  const settings = readSettings();
  const log = createLog(settings.environment);
  const counts = await openLimitStore(settings, log);
  const limits = createLimits(settings, counts);
  const store = await openStore(settings, (line) => log("info", line));
  const tokenSecret = await loadTokenSecret(settings);
  const core = createCore({
    db: store.db,
    batches: store.batches,
    tokenSecret,
    tokenDays: settings.jwtExpiresInDays,
    agentGraceSeconds: settings.agentGraceSeconds,
    uploadsDir: join(settings.dataDir, "uploads"),
    mail: settings.mail
      ? createSmtpSender({ url: settings.mail.smtpUrl, from: settings.mail.from, publicUrl: settings.publicUrl })
      : undefined,
    attempts: limits.attempts,
    joinBus: await openBus({ redisUrl: settings.redisUrl, tokenSecret, log }),
    log,
  });
  if (settings.seedDemo) await seedDemo(core.deps);

  const transports = createTransports(core, settings, limits);
  const server = listen(settings, log, transports);
  stopOnSignal(log, async () => {
    await transports.askToReconnect();
    await server.stop(true);
    try {
      await core.close();
    } finally {
      counts.close();
      await store.close();
    }
  });
  await announce(core, settings);
}

/** The database that was given, or one of our own, with its tables up to date. */
async function openStore(settings: Settings, tell: (line: string) => void) {
  const own = settings.databaseUrl
    ? null
    : await startPrivateDatabase({ directory: join(settings.dataDir, "database"), database: "chat", log: tell });
  try {
    const address = own?.address ?? { uri: settings.databaseUrl ?? "" };
    await migrateDatabase(address);
    const { db, batches, close } = openDatabase(address);
    return { db, batches, close: () => close().then(() => own?.stop()) };
  } catch (error) {
    await own?.stop();
    throw new Error(`Cannot use the database: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Everything that speaks for the core on this server's one port. */
function createTransports(core: Core, settings: Settings, limits: Limits) {
  const rest = createRestApp({ core, settings, limits });
  let trpc: ReturnType<typeof openTrpc> | undefined;
  const loadTrpc = () => (trpc ??= openTrpc(core, settings, limits));
  const matchSocket = createSocketRoutes({ core, settings });
  const apps = createStaticApps({
    adminDir: join(import.meta.dir, "packages/admin/dist"),
    agentDir: join(import.meta.dir, "packages/agent/dist"),
    widgetDir: join(import.meta.dir, "packages/widget/dist"),
    demoSiteKey: async () => (settings.seedDemo ? findDemoSiteKey(core.deps) : null),
    settings,
    log: core.deps.log,
  });
  const mayUseTrpc = (request: Request) => isAllowedOrigin(request.headers.get("origin"), settings, request.headers.get("host"));

  return {
    async answer(request: Request, path: string, address: string | null): Promise<Response> {
      if (path === "/api" || path.startsWith("/api/")) return rest.fetch(request, { address });
      if (path === "/trpc" || path.startsWith("/trpc/")) return (await loadTrpc()).app.fetch(request, { address });
      return apps.fetch(request);
    },
    /** Who talks on the socket that a request asks for; null when it asks for none, or may not. @throws TooManyRequests */
    async socketFor(request: Request, url: URL, address: string | null): Promise<SocketHandlers | null> {
      if (!asksForSocket(request)) return null;
      if (url.pathname !== "/trpc") return matchSocket(request, url, address);
      if (!mayUseTrpc(request)) return null;
      await limits.trpc(address);
      const caller: Caller = { address, website: websiteOf(request.headers, settings) };
      return (await loadTrpc()).sockets.accept(url, request.headers, caller);
    },
    /** Nobody has connected where nothing was loaded. */
    askToReconnect: async () => (await trpc)?.sockets.askToReconnect(),
  };
}

/** Loaded with the first request for it: no other needs it, and it takes a tenth of the start. */
async function openTrpc(core: Core, settings: Settings, limits: Limits) {
  const { createTrpcHttp, createTrpcSockets } = await import("@chat/api/trpc");
  return {
    app: createGuardedApp({ settings, log: core.deps.log, answer: createTrpcHttp(core, limits.trpc) }),
    sockets: createTrpcSockets(core, limits.trpc),
  };
}

const asksForSocket = (request: Request) => request.headers.get("upgrade")?.toLowerCase() === "websocket";
const refusal = (status: number, message: string) => Response.json({ success: false, message }, { status });

function listen(settings: Settings, log: Log, { answer, socketFor }: ReturnType<typeof createTransports>) {
  const clientAddress = createClientAddress(settings.trustedProxies);
  const headers = securityHeaders(settings);
  return Bun.serve({
    hostname: settings.host,
    port: settings.port,
    // Bun's own refusal of a large body has no headers and no JSON: the transports refuse by their own, much smaller limit.
    maxRequestBodySize: Number.MAX_SAFE_INTEGER,
    development: false,
    async fetch(request, server) {
      const url = URL.parse(request.url);
      if (url === null) return secure(refusal(400, "Host header is invalid"), settings);
      const address = clientAddress(server.requestIP(request)?.address ?? null, request.headers.get("x-forwarded-for"));
      const handlers = await socketFor(request, url, address);
      if (handlers && server.upgrade(request, { headers, data: handlers })) return undefined;
      // What asked for a socket is not given a page instead. tRPC has its own say, on origins.
      const isStray = asksForSocket(request) && url.pathname !== "/trpc";
      return isStray ? secure(refusal(404, "Endpoint not found"), settings) : answer(request, url.pathname, address);
    },
    error(error) {
      const expected = answerFailure(error);
      if (!expected) log("error", "a request failed", { error });
      return secure(expected ?? refusal(500, "Internal server error"), settings);
    },
    websocket: {
      data: {} as SocketHandlers,
      idleTimeout: SOCKET_IDLE_SECONDS,
      maxPayloadLength: SOCKET_FRAME_MAX_BYTES,
      backpressureLimit: SOCKET_BACKLOG_MAX_BYTES,
      closeOnBackpressureLimit: true,
      open: (socket) => socket.data.open(socket),
      message: (socket, data) => socket.data.message(socket, data),
      drain: (socket) => socket.data.drain?.(socket),
      close: (socket, code, reason) => socket.data.close(socket, code, reason),
    },
  });
}

async function announce(core: Core, { publicUrl, seedDemo: mayHaveDemo }: Settings) {
  const hasDemo = mayHaveDemo && (await findDemoSiteKey(core.deps)) !== null;
  const lines = [
    ["Admin app", `${publicUrl}/`],
    ["Agent app", `${publicUrl}/agent/`],
    ...(hasDemo ? [["Demo shop", `${publicUrl}/demo`]] : []),
    ["API", `${publicUrl}/api/health`],
    ...(hasDemo
      ? [
          ["Demo admin", `${DEMO_ADMIN.email} / ${DEMO_ADMIN.password}`],
          ["Demo agent", `${DEMO_AGENT.email} / ${DEMO_AGENT.password}`],
        ]
      : []),
  ];
  process.stdout.write(`\n${lines.map(([name = "", value]) => `  ${name.padEnd(12)} ${value}\n`).join("")}\n`);
}

/** The first SIGTERM or SIGINT stops in order, the database last. A second one, or a stop that hangs, ends the process as it is. */
function stopOnSignal(log: Log, stop: () => Promise<void>): void {
  let isStopping = false;
  const onSignal = () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    setTimeout(() => process.exit(1), STOP_LIMIT_MS);
    stop().then(
      () => process.exit(0),
      (error) => {
        log("error", "the server did not stop in order", { error });
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
}

// At the end: the first requests are answered while this waits, and a constant below it would not exist for them.
await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
