/** The examples of the API document that more than one endpoint shows. */
export const TOKEN = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...";
export const AT = "2024-01-15T10:30:00Z";
export const SITE_KEY = "widget-abc123";
export const SESSION_ID = "session_abc123";

export const USER = { id: 1, username: "admin_user", email: "admin@example.com" };

export const WIDGET = {
  id: 1,
  site_key: SITE_KEY,
  business_name: "Acme Corp",
  widget_title: "Support Chat",
  welcome_message: "Hello! How can we help?",
  primary_color: "#007bff",
  secondary_color: "#6c757d",
  position: "bottom-right" as const,
  enable_prechat_form: false,
  prechat_fields: [],
  created_at: AT,
  is_active: true,
};

export const NEW_WIDGET = {
  business_name: "New Business",
  widget_title: "Chat Support",
  welcome_message: "Welcome! How can we assist you?",
  primary_color: "#ff6b6b",
  secondary_color: "#4ecdc4",
  position: "bottom-left" as const,
  enable_prechat_form: true,
  prechat_fields: [
    { name: "name", label: "Your Name", type: "text" as const, required: true },
    { name: "email", label: "Email Address", type: "email" as const, required: true },
  ],
};

export const OVERVIEW = {
  total_widgets: 5,
  active_widgets: 3,
  inactive_widgets: 2,
  total_chats: 150,
  total_messages: 2450,
  average_response_time: "2.3 min",
  customer_satisfaction: 4.5,
};

export const NEW_AGENT = {
  username: "support_agent",
  email: "agent@example.com",
  password: "agent_password",
  full_name: "Support Agent",
};

export const AGENT = {
  id: 1,
  username: "support_agent",
  email: "agent@example.com",
  full_name: "Support Agent",
  is_online: false,
  is_active: true,
  last_active: AT,
  created_at: AT,
};
