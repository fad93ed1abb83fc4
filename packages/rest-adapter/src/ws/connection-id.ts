import { randomId } from "@chat/api/core";

const ofThisProcess = randomId(12);
let given = 0;

/** Tells a socket's own events from others', in whatever process they are heard. Short, and in one piece: thousands of sockets hold one. */
export const nextConnectionId = (): string => [ofThisProcess, (given++).toString(36)].join("-");
