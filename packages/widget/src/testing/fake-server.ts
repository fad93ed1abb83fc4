import type { WidgetConfig, WidgetTexts } from "../api";
import { createFakeChats } from "./fake-chats";

export const CONFIG: WidgetConfig = {
  businessName: "Acme Corp",
  widgetTitle: "Support Chat",
  welcomeMessage: "Hello! How can we help?",
  primaryColor: "#0f766e",
  secondaryColor: "#b45309",
  position: "bottom-right",
  enablePrechatForm: false,
  prechatFields: [],
};

/** What it answers to who asks for a widget's config. */
type Served = WidgetConfig & { texts?: Record<string, WidgetTexts> };

/** How a server may fail those who ask it: with an error, with no answer at all, or with something else than was asked for. */
export type Failing = "refuses" | "hangs" | "garbage";

const GARBAGE = "<!doctype html><title>Sign in to this network</title>{[";

/**
 * A chat server in memory for browsers under test. Serves the built widget, the pages it is given,
 * and configurations by site key. It can be made to fail, and be taken down and brought back.
 */
export function startFakeServer(dist: string) {
  const chats = createFakeChats();
  const pages = new Map<string, Response>();
  const configs = new Map<string, Served>([["widget-test", CONFIG]]);
  const requests: string[] = [];
  const addresses: string[] = [];
  const files: File[] = [];
  const failing: { config?: Failing; files?: Failing; sockets?: Failing | "silent"; uploads?: Failing } = {};
  const sockets = { asked: 0, open: 0 };

  const fail = (way: Failing): Response | Promise<Response> => {
    if (way === "hangs") return new Promise(() => {});
    return way === "refuses" ? new Response(null, { status: 503 }) : new Response(GARBAGE, { headers: { "content-type": "text/html" } });
  };
  const upgrade = (request: Request, bun: Bun.Server<string>, sessionId: string) => {
    sockets.asked++;
    if (failing.sockets === "refuses" || failing.sockets === "hangs") return fail(failing.sockets);
    return bun.upgrade(request, { data: sessionId }) ? undefined : new Response(null, { status: 400 });
  };
  const upload = async (request: Request) => {
    const form = await request.formData();
    if (failing.uploads) return fail(failing.uploads);
    const file = form.get("file") as File;
    // As the real one does: text that calls itself a picture is none.
    if (file.type.startsWith("image/") && (await file.slice(0, 4).text()) === "text")
      return Response.json({ success: false, message: "It is not what its name says" }, { status: 415 });
    const sent = { name: file.name, type: file.type, size: file.size, url: `/api/files/${files.length}` };
    files.push(file);
    const stored = chats.addFile(`${form.get("sessionId")}`, `${form.get("clientMessageId")}`, sent);
    if (!stored) return Response.json({ success: false, message: "Join first" }, { status: 404 });
    const { id, timestamp } = stored;
    return Response.json({ success: true, message: "File uploaded successfully", data: { id, timestamp, file: sent } }, { status: 201 });
  };
  const file = async (path: string) => {
    if (failing.files) return fail(failing.files);
    const found = Bun.file(`${dist}${path}`);
    return (await found.exists()) ? new Response(found) : new Response(null, { status: 404 });
  };

  const serve = (port: number) =>
    Bun.serve<string>({
      port,
      idleTimeout: 0,
      fetch(request, bun) {
        const { pathname } = new URL(request.url);
        requests.push(pathname);
        addresses.push(request.url);
        if (pathname === "/favicon.ico") return new Response(null, { status: 204 });
        const page = pages.get(pathname);
        if (page) return page.clone();
        if (pathname.startsWith("/ws/")) return upgrade(request, bun, pathname.slice(4));
        if (pathname === "/api/widgets/upload") return upload(request);
        const sent = pathname.startsWith("/api/files/") && files[Number(pathname.slice(11))];
        if (sent) return new Response(sent);
        const siteKey = /^\/api\/widgets\/([^/]+)\/config$/.exec(pathname)?.[1];
        if (!siteKey) return file(pathname);
        if (failing.config) return fail(failing.config);
        const config = configs.get(siteKey);
        return config ? Response.json(config) : Response.json({ success: false }, { status: 404 });
      },
      websocket: {
        open: () => void sockets.open++,
        message(ws, data) {
          if (failing.sockets === "garbage") ws.send(GARBAGE);
          else if (failing.sockets !== "silent") chats.receive(ws, JSON.parse(String(data)));
        },
        close(ws) {
          sockets.open--;
          chats.leave(ws);
        },
      },
    });
  let server = serve(0);
  const port = Number(server.port);

  return {
    origin: `http://localhost:${port}`,
    chats: chats.chats,
    say: chats.say,
    publish: chats.publish,
    setAnswering: chats.setAnswering,
    refuseMessages: chats.refuseMessages,
    setFacts: chats.setFacts,
    pageHistory: chats.pageHistory,
    stopClock: chats.stopClock,
    configs,
    /** Files that visitors sent. */
    files,
    /** Paths in the order in which they were asked for. */
    requests,
    /** The same, whole: with what follows the path. */
    addresses,
    failing,
    /** How many sockets were asked for so far, and how many are open now. */
    sockets,
    page(path: string, html: string, headers: Record<string, string> = {}) {
      pages.set(path, new Response(html, { headers: { "content-type": "text/html; charset=utf-8", ...headers } }));
    },
    /** Cuts every connection and takes no new one. */
    stop: () => server.stop(true),
    /** Serves again, at the same address, with all chats as they were. */
    resume() {
      server = serve(port);
    },
  };
}
export type FakeServer = ReturnType<typeof startFakeServer>;
