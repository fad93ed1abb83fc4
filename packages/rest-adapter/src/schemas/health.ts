import { Instant } from "@chat/api/contract";
import { z } from "zod";

export const Health = z
  .object({
    success: z.literal(true),
    message: z.literal("Chat Widget API is running"),
    timestamp: Instant,
    environment: z.enum(["development", "test", "production"]),
    domain: z.string(),
    apiUrl: z.string(),
    wsUrl: z.string(),
  })
  .meta({ id: "Health" });
