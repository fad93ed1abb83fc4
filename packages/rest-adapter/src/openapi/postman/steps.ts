import { NEW_AGENT } from "../examples";

/** A request of the collection. What is not said is taken from its operation. */
export interface Step {
  operationId: string;
  /** Where one operation is sent more than once. */
  name?: string;
  body?: object;
  /** What a server that has been through this before answers, or one where no visitor has written yet. */
  orElse?: number;
  /** Variables that later requests use, by JavaScript that reads them from `body`. */
  saves?: Record<string, string>;
}

export interface Folder {
  name: string;
  description: string;
  steps: Step[];
}

const agentIdByEmail = `body.data.agents.find((agent) => agent.email === ${JSON.stringify(NEW_AGENT.email)}).id`;

/** In an order that runs on an empty server, and again on the same one. */
export const FOLDERS: Folder[] = [
  { name: "Health", description: "Is it there?", steps: [{ operationId: "checkHealth" }] },
  {
    name: "Authentication",
    description: "An account of its own, and its token. On a server that has the account already, registering is a conflict.",
    steps: [
      { operationId: "register", orElse: 409 },
      { operationId: "login", saves: { adminToken: "body.data.token" } },
      { operationId: "me" },
    ],
  },
  {
    name: "Widgets",
    description: "A widget, changed and looked at. The documented update pauses it, so it is activated again.",
    steps: [
      { operationId: "createWidget", saves: { siteKey: "body.data.widget.site_key" } },
      { operationId: "listWidgets" },
      { operationId: "showWidget" },
      { operationId: "updateWidget" },
      { operationId: "updateWidget", name: "Update widget: active again", body: { is_active: true } },
      { operationId: "showOverview" },
    ],
  },
  {
    name: "Agents",
    description: "An agent, who logs in. One that an earlier run left behind is used again.",
    steps: [
      { operationId: "createAgent", orElse: 409 },
      { operationId: "listAgents", saves: { agentId: agentIdByEmail } },
      { operationId: "updateAgent" },
      { operationId: "agentLogin", saves: { agentToken: "body.data.token" } },
    ],
  },
  {
    name: "Public widget routes",
    description:
      "As the widget calls them. A chat begins with the visitor's first message on the WebSocket `/ws/{{sessionId}}`: " +
      "until one has written, the session is not found.",
    steps: [
      { operationId: "showWidgetConfig" },
      { operationId: "escalate", orElse: 404 },
      { operationId: "showQueuePosition", orElse: 404 },
    ],
  },
  {
    name: "Chats",
    description: "What was said, and who waits.",
    steps: [{ operationId: "showHistory", orElse: 404 }, { operationId: "showQueueStats" }],
  },
  {
    name: "Agent desk",
    description: "What the agent sees of its own work.",
    steps: [{ operationId: "showAgentStats" }, { operationId: "listWaitingSessions" }, { operationId: "listActiveChats" }],
  },
  {
    name: "Files",
    description: "A visitor's file, and the same file as who knows its address gets it.",
    steps: [{ operationId: "uploadFile", saves: { key: 'body.data.file.url.split("/").pop()' } }, { operationId: "showFile" }],
  },
  {
    name: "Clean up",
    description: "Takes away what was made above, but for the account.",
    steps: [{ operationId: "deleteAgent" }, { operationId: "deleteWidget" }],
  },
];
