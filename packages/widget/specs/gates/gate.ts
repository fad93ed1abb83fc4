/** One promise of the widget to the pages that carry it. */
export interface Gate {
  name: string;
  measured: number;
  /** The most that is promised. */
  limit: number;
  unit: "bytes" | "requests" | "sockets" | "frames" | "hosts" | "nodes" | "ms" | "shift" | "tasks" | "globals" | "timers" | "layouts";
  /** What is allowed where the promise is not kept yet: it may be lowered, and never raised. */
  ceiling?: number;
}

export const isMet = ({ measured, limit }: Gate): boolean => measured <= limit;

/** Not worse than it was. */
export const holds = ({ measured, limit, ceiling = limit }: Gate): boolean => measured <= Math.max(limit, ceiling);

export const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const inWords = (value: number) => value.toLocaleString("en", { maximumFractionDigits: 4 });

const verdict = (gate: Gate) => {
  if (isMet(gate)) return "ok";
  return holds(gate) ? `NOT MET, below the present ceiling of ${inWords(gate.ceiling ?? gate.limit)}` : "OVER";
};

/** The table of gates: name, measured, limit, verdict. */
export const gatesTable = (gates: Gate[]): string =>
  gates
    .map((gate) =>
      [gate.name.padEnd(58), inWords(gate.measured).padStart(9), `of ${inWords(gate.limit)} ${gate.unit}`.padEnd(20), verdict(gate)].join(
        " ",
      ),
    )
    .join("\n");
