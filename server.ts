import { join } from "node:path";
import { type Core, createCore, DEMO_ADMIN, DEMO_AGENT, findDemoSiteKey, seedDemo } from "@chat/api/core";
import { createLog } from "@chat/api/log";
import { readSettings, type Settings } from "@chat/api/settings";
import { loadTokenSecret } from "@chat/api/token-secret";
import { createTrpcHttp, createTrpcSockets } from "@chat/api/trpc";
import { migrateDatabase, openDatabase, startPrivateDatabase } from "@chat/db";
import { createRestApp, createSocketRoutes, createStaticApps, isAllowedOrigin, type SocketHandlers, secure } from "@chat/rest-adapter";

const SOCKET_IDLE_SECONDS = 120;
const SOCKET_FRAME_MAX_BYTES = 1 << 20;
const SOCKET_BACKLOG_MAX_BYTES = 8 << 20;

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});

async function main() {
  const settings = readSettings();
  const log = createLog(settings.environment);
  const store = await openStore(settings, (line) => log("info", line));
  const core = createCore({
    db: store.db,
    tokenSecret: await loadTokenSecret(settings),
    tokenDays: settings.jwtExpiresInDays,
    agentGraceSeconds: settings.agentGraceSeconds,
    log,
  });
  if (settings.seedDemo) await seedDemo(core.deps);

  const transports = createTransports(core, settings);
  const server = listen(settings, transports);
  await announce(core, settings);

  const stop = once(async () => {
    transports.askToReconnect();
    await server.stop(true);
    await core.close();
    await store.close();
    process.exit(0);
  });
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

/** The database that was given, or one of our own, with its tables up to date. */
async function openStore(settings: Settings, tell: (line: string) => void) {
  const own = settings.databaseUrl
    ? null
    : await startPrivateDatabase({ directory: join(settings.dataDir, "database"), database: "chat", log: tell });
  try {
    const address = own?.address ?? { uri: settings.databaseUrl ?? "" };
    await migrateDatabase(address);
    const { db, close } = openDatabase(address);
    return { db, close: () => close().then(() => own?.stop()) };
  } catch (error) {
    await own?.stop();
    throw new Error(`Cannot use the database: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Everything that speaks for the core on this server's one port. */
function createTransports(core: Core, settings: Settings) {
  const rest = createRestApp({ core, settings });
  const trpc = createTrpcHttp(core);
  const trpcSockets = createTrpcSockets(core);
  const matchSocket = createSocketRoutes({ core, settings });
  const apps = createStaticApps({
    adminDir: join(import.meta.dir, "packages/admin/dist"),
    agentDir: join(import.meta.dir, "packages/agent/dist"),
    widgetDir: join(import.meta.dir, "packages/widget/dist"),
    demoSiteKey: () => findDemoSiteKey(core.deps),
    settings,
    log: core.deps.log,
  });
  const mayUseTrpc = (request: Request) => isAllowedOrigin(request.headers.get("origin"), settings, request.headers.get("host"));
  const foreignOrigin = () => Response.json({ success: false, message: "Origin is not allowed" }, { status: 403 });

  return {
    async answer(request: Request, path: string): Promise<Response> {
      if (path === "/api" || path.startsWith("/api/")) return rest.fetch(request);
      if (path.startsWith("/trpc/")) return secure(mayUseTrpc(request) ? await trpc(request) : foreignOrigin(), settings);
      return apps.fetch(request);
    },
    /** Who talks on the socket that a request asks for; null when it asks for none. */
    socketFor(request: Request, url: URL): SocketHandlers | null {
      if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") return null;
      if (url.pathname !== "/trpc") return matchSocket(request, url);
      return mayUseTrpc(request) ? trpcSockets.accept(url, request.headers) : null;
    },
    askToReconnect: trpcSockets.askToReconnect,
  };
}

function listen(settings: Settings, { answer, socketFor }: ReturnType<typeof createTransports>) {
  return Bun.serve({
    hostname: settings.host,
    port: settings.port,
    fetch(request, server) {
      const url = new URL(request.url);
      const handlers = socketFor(request, url);
      if (handlers && server.upgrade(request, { data: { handlers } })) return undefined;
      return answer(request, url.pathname);
    },
    websocket: {
      data: {} as { handlers: SocketHandlers },
      idleTimeout: SOCKET_IDLE_SECONDS,
      maxPayloadLength: SOCKET_FRAME_MAX_BYTES,
      backpressureLimit: SOCKET_BACKLOG_MAX_BYTES,
      closeOnBackpressureLimit: true,
      open: (socket) => socket.data.handlers.open(socket),
      message: (socket, data) => socket.data.handlers.message(socket, data),
      drain: (socket) => socket.data.handlers.drain?.(socket),
      close: (socket, code, reason) => socket.data.handlers.close(socket, code, reason),
    },
  });
}

async function announce(core: Core, { publicUrl }: Settings) {
  const hasDemo = (await findDemoSiteKey(core.deps)) !== null;
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

function once(task: () => Promise<void>): () => void {
  let started = false;
  return () => {
    if (!started) void task();
    started = true;
  };
}
