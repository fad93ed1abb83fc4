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
  stream.ack(0);
  expect(done).toEqual([1]);
});

test("an acknowledgement of another message makes none done, and one that comes twice hides none that is missing", () => {
  const { stream, faults, done } = start();
  for (let index = 0; index < 3; index++) stream.send(0);
  stream.deliver(0);
  for (const seq of [1, 1, 2]) stream.ack(seq);
  expect(done).toEqual([]);
  expect(faults).toEqual({ ...noFaults(), acknowledgedTwice: 1 });
  expect([stream.sent, stream.acked]).toEqual([3, 2]);
});

test("what was never sent is misrouted, and makes up for nothing that was lost", () => {
  const { stream, faults } = start();
  stream.send(0);
  stream.deliver(1);
  stream.ack(Number.NaN);
  expect(faults).toEqual({ ...noFaults(), misrouted: 2 });
  expect([stream.sent, stream.delivered, stream.acked]).toEqual([1, 0, 0]);
});

test("more messages than there was room for at first are told apart", () => {
  const { stream, faults, done } = start();
  for (let index = 0; index < 10_000; index++) {
    stream.send(0);
    stream.ack(index);
    stream.deliver(index);
  }
  stream.deliver(0);
  expect(faults).toEqual({ ...noFaults(), doubled: 1 });
  expect(done).toHaveLength(10_000);
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
