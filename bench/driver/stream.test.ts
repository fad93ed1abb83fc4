import { expect, test } from "bun:test";
import { noFaults } from "./job";
import { type Marker, markerHead, readMarker, seqDigits } from "./marker";
import { createStream } from "./stream";

function start() {
  const faults = noFaults();
  const sent: string[] = [];
  const done: number[] = [];
  const stream = createStream(
    { run: 1, chat: 2, side: "v", sessionId: "session_of_bench" },
    (head) => ({ before: `text ${head}`, between: ` id ${head}`, after: " end" }),
    (frame) => sent.push(frame),
    faults,
    { onDone: () => done.push(stream.done), onDelivered() {} },
  );
  return { stream, faults, sent, done };
}

test("a message that comes twice is doubled, one that comes late reordered", () => {
  const { stream, faults } = start();
  for (let index = 0; index < 4; index++) stream.send(0);
  for (const seq of [0, 0, 2, 1]) stream.deliver(seq);
  expect(faults).toEqual({ ...noFaults(), doubled: 1, reordered: 1 });
  expect([stream.sent, stream.delivered]).toEqual([4, 3]);
});

test("a message is done once it is acknowledged and delivered", () => {
  const { stream, done } = start();
  stream.send(0);
  stream.deliver(0);
  expect(done).toEqual([]);
  stream.ack();
  expect(done).toEqual([1]);
});

test("a frame's marker is found again", () => {
  const { stream, sent } = start();
  for (let index = 0; index < 12; index++) stream.send(0);
  expect(sent[11]).toBe(`text ${markerHead(1, 2, "v")}${seqDigits(11)} id ${markerHead(1, 2, "v")}${seqDigits(11)} end`);
  const marker: Marker = { run: 0, chat: 0, side: "a", seq: 0 };
  expect(readMarker(sent[11] ?? "", marker)).toBe(true);
  expect(marker).toEqual({ run: 1, chat: 2, side: "v", seq: 11 });
  expect(readMarker('{"type":"pong"}', marker)).toBe(false);
});
