import { join } from "node:path";
import { createCore, DEMO_ADMIN, DEMO_AGENT, findDemoSiteKey, seedDemo } from "@chat/api/core";
import { createLog } from "@chat/api/log";
import { readSettings } from "@chat/api/settings";
import { loadTokenSecret } from "@chat/api/token-secret";
import { createTrpcHttp, createTrpcSockets } from "@chat/api/trpc";
import { migrateDatabase, openDatabase, startPrivateDatabase } from "@chat/db";
import { createRestApp, createSocketRoutes, createStaticApps, isAllowedOrigin, type SocketHandlers, secure } from "@chat/rest-adapter";

const SOCKET_IDLE_SECONDS = 120;
const SOCKET_FRAME_MAX_BYTES = 1 << 20;
const SOCKET_BACKLOG_MAX_BYTES = 8 << 20;

const settings = readSettings();
const log = createLog(settings.environment);

// The database: the one that was given, or one of our own.
const privateDatabase = settings.databaseUrl
  ? null
  : await startPrivateDatabase({ directory: join(settings.dataDir, "database"), database: "chat", log: (line) => log("info", line) });
const address = privateDatabase?.address ?? { uri: settings.databaseUrl ?? "" };
await migrateDatabase(address);
const database = openDatabase(address);

// The product.
const core = createCore({
  db: database.db,
  tokenSecret: await loadTokenSecret(settings),
  tokenDays: settings.jwtExpiresInDays,
  agentGraceSeconds: settings.agentGraceSeconds,
  log,
});
if (settings.seedDemo) await seedDemo(core.deps);

// Its transports.
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
  log,
});

const mayUseTrpc = (request: Request) => isAllowedOrigin(request.headers.get("origin"), settings, request.headers.get("host"));
const foreignOrigin = () => Response.json({ success: false, message: "Origin is not allowed" }, { status: 403 });

async function answer(request: Request, path: string): Promise<Response> {
  if (path === "/api" || path.startsWith("/api/")) return rest.fetch(request);
  if (path.startsWith("/trpc/")) return secure(mayUseTrpc(request) ? await trpc(request) : foreignOrigin(), settings);
  return apps.fetch(request);
}

function socketFor(request: Request, url: URL): SocketHandlers | null {
  if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") return null;
  if (url.pathname !== "/trpc") return matchSocket(request, url);
  return mayUseTrpc(request) ? trpcSockets.accept(url, request.headers) : null;
}

const server = Bun.serve({
  hostname: settings.host,
  port: settings.port,
  fetch(request, bun) {
    const url = new URL(request.url);
    const handlers = socketFor(request, url);
    if (handlers && bun.upgrade(request, { data: { handlers } })) return undefined;
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

process.stdout.write(`
  Admin app    ${settings.publicUrl}/
  Agent app    ${settings.publicUrl}/agent/
  Demo shop    ${settings.publicUrl}/demo
  API          ${settings.publicUrl}/api/health
`);
if (await findDemoSiteKey(core.deps)) {
  process.stdout.write(`
  Demo admin   ${DEMO_ADMIN.email}  ${DEMO_ADMIN.password}
  Demo agent   ${DEMO_AGENT.email}  ${DEMO_AGENT.password}
`);
}

let isStopping = false;
async function stop() {
  if (isStopping) return;
  isStopping = true;
  trpcSockets.askToReconnect();
  await server.stop(true);
  await core.close();
  await database.close();
  await privateDatabase?.stop();
  process.exit(0);
}
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
