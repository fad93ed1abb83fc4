export { type AppRouter, appRouter } from "./app-router";
export { createTrpcHttp } from "./http";
export { createTrpcSockets, type TrpcSockets } from "./ws-bridge";
