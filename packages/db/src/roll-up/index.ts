export { type Cursor, readCursors } from "./cursor";
export { fold } from "./fold";
export type { Pace } from "./plan";
