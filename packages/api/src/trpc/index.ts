export { appRouter } from "./app-router";
export { createTrpcHttp } from "./http";
export { type BridgedConnection, type BridgedSocket, createTrpcSockets, TRPC_FRAME_MAX_BYTES } from "./ws-bridge";
