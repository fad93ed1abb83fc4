const HEADER_BYTES = 4;
const OK = 0x00;
const ERROR = 0xff;
const MORE_ANSWERS_FOLLOW = 8;

/**
 * How the answer to statements that were sent together ends, the last of which selects nothing.
 * @param answer as much of it as has come; may end anywhere
 * @returns null while it goes on
 */
export function endingOf(answer: Buffer): "done" | "refused" | null {
  let packet = answer.subarray(0, 0);
  for (let at = 0; at < answer.length; ) {
    if (answer.length < at + HEADER_BYTES) return null;
    const from = at + HEADER_BYTES;
    at = from + answer.readUIntLE(at, 3);
    if (answer.length < at) return null;
    packet = answer.subarray(from, at);
  }
  if (packet[0] === ERROR) return "refused";
  if (packet[0] !== OK || packet.length < 7) return null;
  // The rows that were changed, the id of the first, then the status.
  const status = afterNumber(packet, afterNumber(packet, 1));
  return (packet.readUInt16LE(status) & MORE_ANSWERS_FOLLOW) === 0 ? "done" : null;
}

/** Where a number of the protocol ends: up to 250 is a byte, more has its length before it. */
function afterNumber(packet: Buffer, at: number): number {
  const bytes: Record<number, number> = { 252: 2, 253: 3, 254: 8 };
  return at + 1 + (bytes[packet[at] ?? 0] ?? 0);
}
