import { afterAll, expect, test } from "bun:test";
import { closeTestCores, testCore } from "@chat/api/testing";
import type { ZodType } from "zod";
import { createRestApp } from "../rest-app";
import { SETTINGS } from "../testing";
import { faultOfAnswer, findRoute } from "./declared-answer";
import { ROUTES } from "./routes";

const core = await testCore();
afterAll(closeTestCores);

/** Where the documents themselves are. */
const OF_DOCUMENTS = /^\/api\/(openapi\.json$|docs\b)/;

test("what is served is described, and what is described is served", () => {
  const { routes } = createRestApp({ core, settings: SETTINGS });
  const served = routes.filter(({ method, path }) => method !== "ALL" && !OF_DOCUMENTS.test(path));
  const named = served.map(({ method, path }) => `${method} ${path}`);
  expect(named.sort()).toEqual(ROUTES.map((route) => `${route.method.toUpperCase()} /api${route.getRoutingPath()}`).sort());
});

test("every example is what its own schema says, key for key", () => {
  for (const route of ROUTES) {
    for (const [status, { content }] of Object.entries(route.responses as Record<string, { content?: Content }>)) {
      // A file itself is no JSON.
      if (!content?.["application/json"]) continue;
      expect(faultOfAnswer(route.method, examplePath(route.path), Number(status), content["application/json"].example)).toBeNull();
    }
  }
});

test("a key too many, a key too few and an undeclared status are found", () => {
  const stats = { waitingSessions: 1, availableAgents: 0, averageWaitTime: "0 minutes" };
  const fault = (data: unknown, status = 200) => faultOfAnswer("GET", "/widgets/widget-a/queue-stats", status, { success: true, data });
  expect(fault({ stats })).toBeNull();
  expect(fault({ stats: { ...stats, secret: 1 } })).toContain("other keys");
  expect(fault({ stats: { waitingSessions: 1 } })).toContain("not as declared");
  expect(fault({ stats }, 418)).toContain("does not declare");
  expect(faultOfAnswer("GET", "/nowhere", 200, {})).toContain("no route");
});

test("fixed steps of a path win over parameters", () => {
  expect(findRoute("GET", "/widgets/stats/overview")?.operationId).toBe("showOverview");
  expect(findRoute("GET", "/widgets/stats/config")?.operationId).toBe("showWidgetConfig");
  expect(findRoute("GET", "/agents/stats")?.operationId).toBe("showAgentStats");
});

type Content = { "application/json"?: { schema: ZodType; example: unknown } };
const examplePath = (path: string) => path.replace(/\{\w+\}/g, "widget-abc123");
