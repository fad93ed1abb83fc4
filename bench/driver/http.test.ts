import { expect, test } from "bun:test";
import type { HttpJob, HttpResult } from "./http";
import { runDriver } from "./start";

const ASKS = [{ path: "/one", token: "first" }, { path: "/two", token: "second" }, { path: "/three" }];

for (const rate of [null, 100]) {
  test(`each connection asks for its own ${rate === null ? "as soon as it is answered" : "at a fixed rate, and has its turn"}`, async () => {
    const asked = new Map<string, number>();
    const server = Bun.serve({
      hostname: "127.0.0.1",
      port: 0,
      fetch(request) {
        const ask = [new URL(request.url).pathname, request.headers.get("authorization")].join(" ");
        asked.set(ask, (asked.get(ask) ?? 0) + 1);
        return Response.json({});
      },
    });
    try {
      const job: HttpJob = { host: "127.0.0.1", port: server.port ?? 0, asks: ASKS, warmMs: 0, measureMs: 300, rate };
      const { refused } = await runDriver<HttpResult>("http", job);
      expect(refused).toBe(0);
      expect([...asked.keys()].sort()).toEqual(["/one Bearer first", "/three ", "/two Bearer second"]);
      // Thirty are due: were one connection preferred, it would be asked nearly all of them.
      if (rate !== null) for (const times of asked.values()) expect(times).toBeGreaterThanOrEqual(5);
    } finally {
      await server.stop(true);
    }
  });
}
