import type { Scenario } from "./scenario";
import { idle } from "./scenarios/idle";
import { latency, oneAgentLatency } from "./scenarios/latency";
import { oneAgent, saturation } from "./scenarios/saturation";

/** In the order of the table. */
export const SCENARIOS: readonly Scenario[] = [saturation, oneAgent, latency, oneAgentLatency, idle];
