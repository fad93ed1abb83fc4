/** What REST calls what the contract names otherwise. Each table gives a shape, its values and their order. */
const WIDGET_SETTING_KEYS = {
  businessName: "business_name",
  widgetTitle: "widget_title",
  welcomeMessage: "welcome_message",
  primaryColor: "primary_color",
  secondaryColor: "secondary_color",
  position: "position",
  enablePrechatForm: "enable_prechat_form",
  prechatFields: "prechat_fields",
} as const;

export const WIDGET_KEYS = {
  id: "id",
  siteKey: "site_key",
  ...WIDGET_SETTING_KEYS,
  createdAt: "created_at",
  isActive: "is_active",
} as const;
/** Additions that are taken and not shown: the documented widget has no such keys. */
const ADDED_KEYS = { allowedDomains: "allowed_domains", consentText: "consent_text" } as const;
export const NEW_WIDGET_KEYS = { ...WIDGET_SETTING_KEYS, ...ADDED_KEYS } as const;
export const WIDGET_PATCH_KEYS = { ...NEW_WIDGET_KEYS, isActive: "is_active" } as const;

export const AGENT_PROFILE_KEYS = { id: "id", username: "username", email: "email", fullName: "full_name" } as const;
export const AGENT_KEYS = {
  ...AGENT_PROFILE_KEYS,
  isOnline: "is_online",
  isActive: "is_active",
  lastActive: "last_active",
  createdAt: "created_at",
} as const;
export const NEW_AGENT_KEYS = { username: "username", email: "email", password: "password", fullName: "full_name" } as const;
export const AGENT_PATCH_KEYS = { fullName: "full_name", password: "password", isActive: "is_active" } as const;

export const OVERVIEW_KEYS = {
  totalWidgets: "total_widgets",
  activeWidgets: "active_widgets",
  inactiveWidgets: "inactive_widgets",
  totalChats: "total_chats",
  totalMessages: "total_messages",
  averageResponseSeconds: "average_response_time",
  customerSatisfaction: "customer_satisfaction",
} as const;
export const AGENT_STATS_KEYS = {
  chatsHandled: "chatsHandled",
  activeChats: "activeChats",
  averageResponseSeconds: "avgResponseTime",
  customerSatisfaction: "customerSatisfaction",
} as const;
export const QUEUE_STATS_KEYS = {
  waitingSessions: "waitingSessions",
  availableAgents: "availableAgents",
  averageWaitSeconds: "averageWaitTime",
} as const;

export const MESSAGE_KEYS = { id: "id", text: "text", sender: "sender", sentAt: "timestamp", isAI: "isAI", file: "file" } as const;
export const CUSTOMER_KEYS = {
  visitorName: "name",
  visitorEmail: "email",
  businessName: "business",
  waitingSeconds: "waitingTime",
} as const;
export const WAITING_SESSION_KEYS = {
  sessionId: "sessionId",
  siteKey: "siteKey",
  businessName: "businessName",
  visitorName: "visitorName",
  waitingMinutes: "waitingTime",
  isEscalated: "escalated",
  escalatedAt: "addedAt",
} as const;
export const ACTIVE_CHAT_KEYS = {
  sessionId: "session_id",
  siteKey: "site_key",
  visitorName: "visitor_name",
  businessName: "business_name",
  messageCount: "messageCount",
  startedAt: "started_at",
  visitorInfo: "visitor_info",
} as const;
