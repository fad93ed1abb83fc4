import { type Accessor, createEffect, onCleanup } from "solid-js";

const PLAIN = "Agent desk";

/** "(3) Agent desk": what waits for this agent, seen from another tab. */
export function createTitle(waiting: Accessor<number>): void {
  createEffect(() => {
    document.title = waiting() > 0 ? `(${waiting()}) ${PLAIN}` : PLAIN;
  });
  onCleanup(() => {
    document.title = PLAIN;
  });
}
