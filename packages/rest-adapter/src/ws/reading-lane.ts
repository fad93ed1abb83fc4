import { createLane } from "@chat/api/core";

/** What all sockets of this process have to read at once leaves most of the database's connections to others. */
export const inReadingLane = createLane({ abreast: 4, maxWaiting: Number.POSITIVE_INFINITY, refusal: "" });
