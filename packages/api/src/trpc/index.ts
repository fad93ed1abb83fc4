export { type AppRouter, appRouter } from "./app-router";
export { type CountRequest, createTrpcHttp } from "./http";
export { createTrpcSockets, type TrpcSockets } from "./ws-bridge";
