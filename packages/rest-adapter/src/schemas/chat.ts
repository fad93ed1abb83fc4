import { ActiveChat, ChatMessage, EscalateInput, LIMITS, QueuedSession, QueuePlace, Transcript } from "@chat/api/contract";
import { z } from "zod";
import { RestFile } from "./file";
import { ACTIVE_CHAT_KEYS, CUSTOMER_KEYS, MESSAGE_KEYS, WAITING_SESSION_KEYS } from "./keys";
import { renameShape } from "./rename";
import { Minutes } from "./report";

/** Whatever else a widget sends along is ignored. */
export const EscalationBody = z
  .looseObject({ reason: EscalateInput.shape.reason.meta({ maxLength: LIMITS.escalationReasonMaxChars }) })
  .meta({ id: "Escalation" });

export const Escalated = z.object({ sessionId: z.string(), queuePosition: QueuePlace.shape.position, estimatedWait: z.number() });
export const RestQueuePlace = QueuePlace.meta({ id: "QueuePlace" });

/** Agents and the assistant are both `agent`, told apart by `isAI`. */
export const RestMessage = renameShape(
  { ...ChatMessage.shape, sender: z.enum(["customer", "agent"]), isAI: z.boolean(), file: RestFile.optional() },
  MESSAGE_KEYS,
).meta({ id: "Message" });

export const CustomerInfo = renameShape({ ...Transcript.shape, waitingSeconds: Minutes }, CUSTOMER_KEYS).meta({ id: "CustomerInfo" });

export const WaitingSession = renameShape(
  { ...QueuedSession.shape, waitingMinutes: z.int().min(0), isEscalated: z.literal(true) },
  WAITING_SESSION_KEYS,
).meta({ id: "WaitingSession" });

export const RestActiveChat = renameShape(ActiveChat.shape, ACTIVE_CHAT_KEYS).meta({ id: "ActiveChat" });
