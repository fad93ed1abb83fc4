export { createStaticApps, type StaticOptions } from "./apps";
export { isAllowedOrigin } from "./cors";
export { createRestApp, type RestOptions } from "./rest-app";
export { secure, securityHeaders } from "./security";
export type { RestSettings } from "./settings";
export { createSocketRoutes, type MatchSocket } from "./ws/routes";
export type { BunSocket, SocketHandlers } from "./ws/socket";
