import type {
  ActiveChat,
  Agent,
  AgentProfile,
  AgentStats,
  ChatMessage,
  Overview,
  QueuedSession,
  QueueStats,
  Transcript,
  Widget,
} from "@chat/api/contract";
import { formatMin, formatMinutes, formatWholeMinutes, wholeMinutes } from "./formats";
import {
  ACTIVE_CHAT_KEYS,
  AGENT_KEYS,
  AGENT_PATCH_KEYS,
  AGENT_PROFILE_KEYS,
  AGENT_STATS_KEYS,
  CUSTOMER_KEYS,
  MESSAGE_KEYS,
  NEW_AGENT_KEYS,
  OVERVIEW_KEYS,
  QUEUE_STATS_KEYS,
  WAITING_SESSION_KEYS,
  WIDGET_KEYS,
  WIDGET_PATCH_KEYS,
} from "./schemas/keys";
import { readRenamed, renameValue } from "./schemas/rename";

export const success = <T>(data: T) => ({ success: true, data }) as const;
export const told = <T, const M extends string>(message: M, data: T) => ({ success: true, message, data }) as const;
export const done = <const M extends string>(message: M) => ({ success: true, message }) as const;

type Body = Record<string, unknown>;

export const fromRestWidget = (body: Body): Body => readRenamed(body, WIDGET_PATCH_KEYS);
export const fromRestAgent = (body: Body): Body => readRenamed(body, { ...NEW_AGENT_KEYS, ...AGENT_PATCH_KEYS });

export const toRestWidget = (widget: Widget) => renameValue(widget, WIDGET_KEYS);
export const toRestAgent = (agent: Agent) => renameValue(agent, AGENT_KEYS);
export const toRestAgentProfile = (agent: AgentProfile) => renameValue(agent, AGENT_PROFILE_KEYS);

export const toRestOverview = (overview: Overview) =>
  renameValue({ ...overview, averageResponseSeconds: formatMin(overview.averageResponseSeconds ?? 0) }, OVERVIEW_KEYS);

export const toRestAgentStats = (stats: AgentStats) =>
  renameValue({ ...stats, averageResponseSeconds: formatMin(stats.averageResponseSeconds ?? 0) }, AGENT_STATS_KEYS);

export const toRestQueueStats = (stats: QueueStats) =>
  renameValue({ ...stats, averageWaitSeconds: formatMinutes(stats.averageWaitSeconds) }, QUEUE_STATS_KEYS);

/** Agents and the assistant are both `agent`, told apart by `isAI`. */
export const toRestMessage = ({ file, ...message }: ChatMessage) => {
  const sender = message.sender === "visitor" ? ("customer" as const) : ("agent" as const);
  return renameValue({ ...message, sender, isAI: message.sender === "assistant", ...(file && { file }) }, MESSAGE_KEYS);
};

export const toRestCustomer = (transcript: Transcript) =>
  renameValue({ ...transcript, waitingSeconds: formatWholeMinutes(transcript.waitingSeconds) }, CUSTOMER_KEYS);

/** @param now for `waitingTime`, in whole minutes */
export const toRestWaitingSession = (session: QueuedSession, now: Date) => {
  const waitingMinutes = wholeMinutes((now.getTime() - Date.parse(session.escalatedAt)) / 1000);
  return renameValue({ ...session, waitingMinutes, isEscalated: true as const }, WAITING_SESSION_KEYS);
};

export const toRestActiveChat = (chat: ActiveChat) => renameValue(chat, ACTIVE_CHAT_KEYS);
