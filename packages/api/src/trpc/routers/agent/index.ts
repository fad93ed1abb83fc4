import { router } from "../../init";
import { authRouter } from "./auth";
import { chatsRouter } from "./chats";
import { presenceRouter } from "./presence";
import { queueRouter } from "./queue";
import { statsRouter } from "./stats";

export const agentRouter = router({
  auth: authRouter,
  queue: queueRouter,
  chats: chatsRouter,
  presence: presenceRouter,
  stats: statsRouter,
});
