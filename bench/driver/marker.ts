export type Side = "v" | "a";

/** In each text and each `clientMessageId`: which run, chat, side and how many-th. Found again without parsing the frame. */
export interface Marker {
  run: number;
  chat: number;
  side: Side;
  seq: number;
}

export const SIGN = "_m_";
const SEQ_DIGITS = 8;
/** Of a marker without its number. */
export const HEAD_CHARS = SIGN.length + 4 + 4 + 1;
/** Of a whole marker. */
export const MARKER_CHARS = HEAD_CHARS + SEQ_DIGITS;
const ZERO = 48;
const VISITOR = 118;

/** All of a marker but its number. */
export const markerHead = (run: number, chat: number, side: Side) =>
  `${SIGN}${String(run).padStart(4, "0")}${String(chat).padStart(4, "0")}${side}`;

export const seqDigits = (seq: number) => String(seq).padStart(SEQ_DIGITS, "0");

/** Fills the given marker from the first one in a frame. @returns false when there is none */
export function readMarker(frame: string, into: Marker): boolean {
  const at = frame.indexOf(SIGN);
  if (at < 0) return false;
  const start = at + SIGN.length;
  into.run = digits(frame, start, start + 4);
  into.chat = digits(frame, start + 4, start + 8);
  into.side = frame.charCodeAt(start + 8) === VISITOR ? "v" : "a";
  into.seq = digits(frame, start + 9, start + 9 + SEQ_DIGITS);
  return true;
}

function digits(text: string, start: number, end: number): number {
  let value = 0;
  for (let index = start; index < end; index++) value = value * 10 + text.charCodeAt(index) - ZERO;
  return value;
}
