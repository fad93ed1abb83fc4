import fc from "fast-check";
import { AGENT_FRAMES, VISITOR_FRAMES } from "../packages/rest-adapter/src/ws/frames";
import { fromSchema, type Known, type Schema, spoil } from "./from-schema";
import { hostileDocument, hostileText } from "./hostile";

export interface SocketAct {
  kind: "visitor" | "agent";
  frame: string | Uint8Array;
}

/** Stands for the session of whichever socket sends the frame. */
export const OWN_SESSION = "session_of_this_socket";

interface Described {
  toJSONSchema(options: object): unknown;
}

/** Frames of every type of one kind of socket, right and wrong, and what is no frame at all. */
export function socketActs(kind: SocketAct["kind"], known: Known): fc.Arbitrary<SocketAct> {
  const frames = Object.entries<Described>(kind === "visitor" ? VISITOR_FRAMES : AGENT_FRAMES).map(([type, described]) => {
    const schema = described.toJSONSchema({ io: "input", unrepresentable: "any" }) as Schema;
    return fromSchema(schema, known).map((frame) => ({ type, ...(frame as object) }));
  });
  const valid = fc.oneof(...frames);
  return fc
    .oneof(
      { weight: 6, arbitrary: valid.map((frame) => JSON.stringify(frame)) },
      { weight: 10, arbitrary: spoil(valid).map((frame) => JSON.stringify(frame)) },
      { weight: 1, arbitrary: hostileText.map((type) => JSON.stringify({ type })) },
      { weight: 3, arbitrary: hostileDocument },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
    )
    .map((frame) => ({ kind, frame: typeof frame === "string" ? frame.toWellFormed() : frame }));
}
