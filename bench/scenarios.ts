import type { Scenario } from "./scenario";
import { accept } from "./scenarios/accept";
import { growth } from "./scenarios/growth";
import { http } from "./scenarios/http";
import { idle } from "./scenarios/idle";
import { latency, oneAgentLatency } from "./scenarios/latency";
import { oneAgent, saturation } from "./scenarios/saturation";
import { start } from "./scenarios/start";

/** In the order of the table. */
export const SCENARIOS: readonly Scenario[] = [saturation, oneAgent, latency, oneAgentLatency, idle, accept, growth, http, start];
