export * from "./accounts";
export * from "./messages";
export * from "./sessions";
export * from "./widgets";
