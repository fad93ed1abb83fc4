import type { Figure } from "./figure";
import type { LimitName } from "./stage/limits";

export interface ScenarioOptions {
  /** A smoke of seconds: counts are true, times mean nothing. */
  isQuick: boolean;
  /** How often each is measured: where several servers are, in turn. */
  rounds: number;
  /** Which limits stand beside the product. */
  limits: LimitName[];
  /** Folder for a CPU profile of the product's process. */
  profileTo?: string | undefined;
  tell(line: string): void;
}

export interface Outcome {
  figures: Figure[];
  /** What it was measured on: the database's version, and whether its commits are durable. */
  database: string;
  raw: unknown;
}

export interface Scenario {
  name: string;
  title: string;
  run(options: ScenarioOptions): Promise<Outcome>;
}
