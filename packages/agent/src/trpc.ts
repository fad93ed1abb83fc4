import type { AppRouter } from "@chat/api";
import type { Connection } from "@chat/ui";

export type DeskConnection = Connection<AppRouter>;
export type Trpc = DeskConnection["trpc"];
