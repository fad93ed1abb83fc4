import { type QueuePlace, QueuePlaceInput } from "../../contract";
import { namedSession } from "../session/open";
import { publicVerb } from "../verb";
import { placeOf } from "./place";

/** Where a visitor stands. @throws NotFound WIDGET_UNKNOWN, SESSION_UNKNOWN */
export const showQueuePlace = publicVerb(
  QueuePlaceInput,
  async (ctx, input): Promise<QueuePlace> => placeOf(ctx, await namedSession(ctx, input)),
);
