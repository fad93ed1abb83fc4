export * from "./accounts";
export * from "./files";
export * from "./mails";
export * from "./messages";
export * from "./roll-ups";
export * from "./sessions";
export * from "./widgets";
