import { serveLimit } from "./serve";

/** Limit (a): nothing is stored. What the sockets alone can do. */
let last = 0;
serveLimit((_, stored) => stored(++last));
