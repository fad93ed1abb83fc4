import { parseInput } from "@chat/api/core";
import type { z } from "zod";
import { FrameError } from "./errors";

type Schemas = Record<string, z.ZodType>;
/** @typeParam Socket whose frames they are: handlers are written once, not for each socket */
export type FrameHandlers<S extends Schemas, Socket> = {
  [T in keyof S]: (socket: Socket, frame: z.output<S[T]>) => Promise<void> | void;
};

/** A frame whose shape has not been looked at yet. */
export type ReadFrame = Record<string, unknown>;

/** Whatever is JSON and an object. @throws FrameError MALFORMED_JSON, INPUT_INVALID */
export function parseFrame(data: string): ReadFrame {
  try {
    const frame: unknown = JSON.parse(data);
    if (typeof frame === "object" && frame !== null && !Array.isArray(frame)) return frame as ReadFrame;
  } catch {
    throw new FrameError("MALFORMED_JSON", "Frame is not valid JSON");
  }
  throw new FrameError("INPUT_INVALID", "Frame must be a JSON object");
}

/** Gives a frame to the handler of its type. @throws FrameError UNKNOWN_TYPE · Invalid naming every problem of a wrong shape */
export function dispatch<S extends Schemas, Socket>(
  schemas: S,
  handlers: FrameHandlers<S, Socket>,
  socket: Socket,
  frame: ReadFrame,
): Promise<void> | void {
  const { type } = frame;
  if (typeof type !== "string" || !Object.hasOwn(schemas, type)) {
    throw new FrameError("UNKNOWN_TYPE", typeof type === "string" ? `Unknown frame type: ${type.slice(0, 64)}` : "Frame type is required");
  }
  return handlers[type as keyof S](socket, parseInput(schemas[type as keyof S] as S[keyof S], frame));
}
