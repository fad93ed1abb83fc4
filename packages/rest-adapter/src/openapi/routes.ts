import * as agents from "./agent-routes";
import * as auth from "./auth-routes";
import * as chats from "./chat-routes";
import * as desk from "./desk-routes";
import * as files from "./file-routes";
import * as health from "./health-routes";
import * as visitors from "./visitor-routes";
import * as widgets from "./widget-routes";

/** Every endpoint that is served and described, in the order in which the document shows them. */
export const ROUTES = [
  auth.registerRoute,
  auth.loginRoute,
  auth.agentLoginRoute,
  auth.meRoute,
  widgets.listWidgetsRoute,
  widgets.showWidgetRoute,
  widgets.createWidgetRoute,
  widgets.updateWidgetRoute,
  widgets.deleteWidgetRoute,
  widgets.overviewRoute,
  visitors.configRoute,
  visitors.escalateRoute,
  visitors.queuePositionRoute,
  files.uploadRoute,
  files.showFileRoute,
  chats.historyRoute,
  chats.queueStatsRoute,
  desk.agentStatsRoute,
  desk.waitingSessionsRoute,
  desk.activeChatsRoute,
  agents.listAgentsRoute,
  agents.createAgentRoute,
  agents.updateAgentRoute,
  agents.deleteAgentRoute,
  health.healthRoute,
];
