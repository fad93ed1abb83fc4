import { securityHeaders } from "@chat/rest-adapter";
import { faultOfAnswer } from "../packages/rest-adapter/src/openapi/declared-answer";
import type { HttpAct } from "./http-acts";

const HEADERS = Object.entries(securityHeaders({ publicUrl: "http://localhost" }));

export interface Outcome {
  status: number;
  /** What is wrong with the answer; null when nothing is. */
  fault: string | null;
}

/** Sends a request and looks for what no answer may be. */
export async function sendHttp(url: string, act: HttpAct): Promise<Outcome> {
  const { method, path, headers, body } = act;
  const response = await fetch(url + path, { method, headers, ...(body !== undefined && { body: body as string }) });
  const text = await response.text();
  return { status: response.status, fault: faultOf(act, response, text) };
}

function faultOf({ method, path }: HttpAct, response: Response, text: string): string | null {
  const { status, headers } = response;
  if (status >= 500) return `answered ${status}: ${text}`;
  for (const [name, value] of HEADERS) if (headers.get(name) !== value) return `answered ${status} without ${name}`;
  if (text === "") return faultOfAnswer(method, routeOf(path), status, null);
  if (/^\/api\/docs(\/|$)/.test(path) && status === 200) return null;
  if (!headers.get("content-type")?.startsWith("application/json")) return `answered ${headers.get("content-type")}`;
  try {
    return faultOfAnswer(method, routeOf(path), status, JSON.parse(text));
  } catch {
    return `answered what is no JSON: ${text.slice(0, 200)}`;
  }
}

/** As it arrives: `%2e` is a step that goes nowhere. */
const routeOf = (path: string) => new URL(path, "http://localhost").pathname.slice("/api".length);
