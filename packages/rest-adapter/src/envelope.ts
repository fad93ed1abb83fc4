import type { ActiveChat, Agent, AgentStats, ChatMessage, Overview, QueuedSession, QueueStats, Widget } from "@chat/api/contract";
import { formatMin, formatMinutes, wholeMinutes } from "./formats";

export const success = <T>(data: T, message?: string) =>
  message === undefined ? { success: true, data } : { success: true, message, data };

export const done = (message: string) => ({ success: true, message });

/** Names of a widget's settings in REST, by the names they have everywhere else. */
const WIDGET_KEYS = {
  businessName: "business_name",
  widgetTitle: "widget_title",
  welcomeMessage: "welcome_message",
  primaryColor: "primary_color",
  secondaryColor: "secondary_color",
  position: "position",
  enablePrechatForm: "enable_prechat_form",
  prechatFields: "prechat_fields",
  isActive: "is_active",
} as const;

const AGENT_KEYS = { username: "username", email: "email", password: "password", fullName: "full_name", isActive: "is_active" } as const;

type Body = Record<string, unknown>;

/** The known keys of a body by the core's names. The rest is ignored, and what is absent stays absent. */
const translate = (keys: Record<string, string>, body: Body): Body =>
  Object.fromEntries(Object.entries(keys).flatMap(([name, key]) => (Object.hasOwn(body, key) ? [[name, body[key]]] : [])));

export const fromRestWidget = (body: Body): Body => translate(WIDGET_KEYS, body);
export const fromRestAgent = (body: Body): Body => translate(AGENT_KEYS, body);

export const toRestWidget = (widget: Widget) => ({
  id: widget.id,
  site_key: widget.siteKey,
  business_name: widget.businessName,
  widget_title: widget.widgetTitle,
  welcome_message: widget.welcomeMessage,
  primary_color: widget.primaryColor,
  secondary_color: widget.secondaryColor,
  position: widget.position,
  enable_prechat_form: widget.enablePrechatForm,
  prechat_fields: widget.prechatFields,
  created_at: widget.createdAt,
  is_active: widget.isActive,
});

export const toRestAgent = (agent: Agent) => ({
  id: agent.id,
  username: agent.username,
  email: agent.email,
  full_name: agent.fullName,
  is_online: agent.isOnline,
  is_active: agent.isActive,
  last_active: agent.lastActive,
  created_at: agent.createdAt,
});

export const toRestOverview = (overview: Overview) => ({
  total_widgets: overview.totalWidgets,
  active_widgets: overview.activeWidgets,
  inactive_widgets: overview.inactiveWidgets,
  total_chats: overview.totalChats,
  total_messages: overview.totalMessages,
  average_response_time: formatMin(overview.averageResponseSeconds ?? 0),
  customer_satisfaction: overview.customerSatisfaction,
});

export const toRestAgentStats = (stats: AgentStats) => ({
  chatsHandled: stats.chatsHandled,
  activeChats: stats.activeChats,
  avgResponseTime: formatMin(stats.averageResponseSeconds ?? 0),
  customerSatisfaction: stats.customerSatisfaction,
});

export const toRestQueueStats = (stats: QueueStats) => ({
  waitingSessions: stats.waitingSessions,
  availableAgents: stats.availableAgents,
  averageWaitTime: formatMinutes(stats.averageWaitSeconds),
});

/** Agents and the assistant are both `agent`, told apart by `isAI`. */
export const toRestMessage = (message: ChatMessage) => ({
  id: message.id,
  text: message.text,
  sender: message.sender === "visitor" ? ("customer" as const) : ("agent" as const),
  timestamp: message.sentAt,
  isAI: message.sender === "assistant",
});

/** @param now for `waitingTime`, in whole minutes */
export const toRestWaitingSession = (session: QueuedSession, now: Date) => ({
  sessionId: session.sessionId,
  siteKey: session.siteKey,
  businessName: session.businessName,
  visitorName: session.visitorName,
  waitingTime: wholeMinutes((now.getTime() - Date.parse(session.escalatedAt)) / 1000),
  escalated: true,
  addedAt: session.escalatedAt,
});

export const toRestActiveChat = (chat: ActiveChat) => ({
  session_id: chat.sessionId,
  site_key: chat.siteKey,
  visitor_name: chat.visitorName,
  business_name: chat.businessName,
  messageCount: chat.messageCount,
  started_at: chat.startedAt,
  visitor_info: chat.visitorInfo,
});
