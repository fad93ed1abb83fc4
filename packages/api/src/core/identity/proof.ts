import { createHmac, timingSafeEqual } from "node:crypto";

/** What a site's server gives its page for a user: the hex digits of an HMAC-SHA256 of the user's id with the widget's secret. */
export const hashOfUser = (secret: string, userId: string): string => createHmac("sha256", secret).update(userId).digest("hex");

/** Whether the hash could only be made with the secret. In a time that tells nothing of how much of it is right. */
export function provesUser(secret: string, userId: string, hash: string): boolean {
  if (!/^[0-9a-fA-F]{64}$/.test(hash)) return false;
  return timingSafeEqual(Buffer.from(hash, "hex"), Buffer.from(hashOfUser(secret, userId), "hex"));
}
