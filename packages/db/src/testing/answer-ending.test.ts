import { expect, test } from "bun:test";
import { endingOf } from "./answer-ending";

const packetOf = (sequence: number, bytes: readonly number[]) =>
  Buffer.from([bytes.length & 0xff, bytes.length >> 8, 0, sequence, ...bytes]);

/** @param status 2: commits by itself; 8: more answers follow */
const okOf = (sequence: number, status: number) => packetOf(sequence, [0x00, 1, 0xfc, 0x39, 0x30, status, 0, 0, 0]);
const REFUSAL = packetOf(2, [0xff, 0x18, 0x04, ...Buffer.from("#23000Column cannot be null")]);
const ROWS = [
  packetOf(2, [1]),
  packetOf(3, [3, ...Buffer.from("def"), 0, 0, 0, 5, ...Buffer.from("newest")]),
  packetOf(4, [0xfe, 0, 0, 0x0a, 0]),
  packetOf(5, [2, ...Buffer.from("42")]),
  packetOf(6, [0xfe, 0, 0, 0x0a, 0]),
];

test.each([
  ["one statement", [okOf(1, 2)], "done"],
  ["several, with rows between them", [okOf(1, 0x0a), ...ROWS, okOf(7, 2)], "done"],
  ["several, the last of which was refused", [okOf(1, 0x0a), REFUSAL], "refused"],
] as const)("an answer to %s ends with its last byte, and goes on wherever it is cut before", (_, packets, ending) => {
  const answer = Buffer.concat(packets);
  const cut = Array.from({ length: answer.length }, (__, bytes) => endingOf(answer.subarray(0, bytes)));
  expect(cut.filter((told) => told !== null)).toEqual([]);
  expect(endingOf(answer)).toBe(ending);
});
