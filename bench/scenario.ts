import type { Figure } from "./figure";
import type { LimitName } from "./stage/limits";

export interface ScenarioOptions {
  /** A smoke of seconds: counts are true, times mean nothing. */
  isQuick: boolean;
  /** How often each server is measured, all in turn. */
  rounds: number;
  /** Which limits stand beside the product. */
  limits: LimitName[];
  /** Folder for a CPU profile of the product's process. */
  profileTo?: string | undefined;
  tell(line: string): void;
}

export interface Outcome {
  figures: Figure[];
  /** Messages lost, doubled, reordered, misrouted, refused, or shown and not stored by the product. */
  faults: number;
  raw: unknown;
}

export interface Scenario {
  name: string;
  title: string;
  run(options: ScenarioOptions): Promise<Outcome>;
}
