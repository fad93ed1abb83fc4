import type { QueuedSession } from "@chat/api/contract";
import { messageOf, reasonOf, toast } from "@chat/ui";
import { useNavigate } from "@solidjs/router";
import { useDesk } from "./desk";

/** Takes a visitor from the queue and opens the chat. Of two agents pressing together one reads who was first. */
export function createAccept(): (session: QueuedSession) => Promise<void> {
  const desk = useDesk();
  const navigate = useNavigate();
  return async (session) => {
    try {
      await desk.accept(session);
      navigate(`/chats/${session.sessionId}`);
    } catch (error) {
      if (reasonOf(error) === "SESSION_TAKEN") toast.info(messageOf(error));
      else toast.error(`${session.visitorName} was not accepted`, messageOf(error));
    }
  };
}
