import { expect } from "bun:test";
import { AGENT_FRAMES, VISITOR_FRAMES } from "../../packages/rest-adapter/src/ws/frames";
import { TO_AGENT, TO_VISITOR } from "../../packages/rest-adapter/src/ws/server-frames";
import type { Frame, SocketClient } from "../harness/socket";
import { until } from "../harness/until";
import { compare } from "./compare";
import { exampleOf } from "./document";
import { expectationOf, fillIn, type Names } from "./fill-in";
import type { Stage } from "./stage";

/** Every declared frame by who sends it to whom. */
export const DECLARED = {
  "from-visitor": VISITOR_FRAMES,
  "from-agent": AGENT_FRAMES,
  "to-visitor": TO_VISITOR,
  "to-agent": TO_AGENT,
};
export type Direction = keyof typeof DECLARED;

/** `to-visitor.message+offer` is a `message` to the visitor. */
export function splitName(name: string): { direction: Direction; type: string } {
  const [direction = "", type = ""] = name.split("+")[0]?.split(".") ?? [];
  return { direction: direction as Direction, type };
}

interface Declaration {
  readonly shape: object;
  meta(): unknown;
  safeParse(facts: unknown): { error?: { message: string } | undefined };
}

export const declarationOf = (name: string) => {
  const { direction, type } = splitName(name);
  const frames: Record<string, Declaration> = DECLARED[direction];
  return frames[type];
};

const DEADLINE_MS = 5_000;
const used = new Set<string>();
export const usedFrames = (): string[] => [...used];

/** Sends a documented frame. Its keys are declared ones: the server ignores what it does not know. */
export function sendFrame(stage: Stage, socket: SocketClient, name: string, names: Names): void {
  const frame = JSON.parse(fillIn(exampleOf(stage.document, "frame", name).text, names)) as Frame;
  const { type, ...facts } = frame;
  const { shape } = declarationOf(name) ?? { shape: {} };
  expect({ name, type, undeclared: Object.keys(facts).filter((key) => !Object.hasOwn(shape, key)) }).toEqual({
    name,
    type: splitName(name).type,
    undeclared: [],
  });
  used.add(name);
  socket.send(frame);
}

/** Waits for a frame that is as documented. @throws Error with every difference when none comes */
export async function expectFrame(stage: Stage, socket: SocketClient, name: string, names: Names = {}): Promise<Frame> {
  const expectation = expectationOf(stage.document, exampleOf(stage.document, "frame", name), names);
  const { type } = splitName(name);
  const candidates = () => socket.frames.filter((frame) => frame.type === type);
  used.add(name);
  try {
    return await until(name, () => candidates().find((frame) => compare(expectation, frame).length === 0), DEADLINE_MS);
  } catch {
    const found = candidates().map((frame) => compare(expectation, frame).join("; "));
    throw new Error(`no frame came as docs/api.md has ${name}. Of those called ${type}:\n${found.join("\n") || "none"}`);
  }
}

/** A documented frame is as its schema has it. */
export function expectDeclared(stage: Stage, name: string): void {
  const { type, ...facts } = JSON.parse(exampleOf(stage.document, "frame", name).text) as Frame;
  expect({ type, problem: declarationOf(name)?.safeParse(facts).error?.message }).toEqual({ type, problem: undefined });
  used.add(name);
}

/** Everything a socket was sent is declared, key for key. */
export function expectAllDeclared(direction: "to-visitor" | "to-agent", socket: SocketClient): void {
  for (const { type, ...facts } of socket.frames) {
    const declared = declarationOf(`${direction}.${type}`);
    expect({ type, problem: declared ? (declared.safeParse(facts).error?.message ?? null) : "undeclared" }).toEqual({
      type,
      problem: null,
    });
  }
}
