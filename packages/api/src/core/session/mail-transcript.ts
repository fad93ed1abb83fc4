import { MailTranscriptInput } from "../../contract";
import { mailsOf } from "../account/attempts";
import { Conflict } from "../errors";
import { storeTranscriptMail } from "../mail/outbox";
import { readHistory } from "../message/history";
import { publicVerb } from "../verb";
import { resumeSession } from "./open";

/**
 * Mails a visitor what was said in its chat so far. It is stored when this resolves, and sent afterwards.
 * @throws Conflict MAIL_OFF where the server sends no mail, SESSION_EMPTY before anything is said · LimitExceeded MAIL_LIMIT, RATE_LIMITED
 * · NotFound SESSION_UNKNOWN · Forbidden SESSION_FOREIGN
 */
export const mailTranscript = publicVerb(MailTranscriptInput, async (ctx, input): Promise<void> => {
  const { sessionId, siteKey } = await resumeSession(ctx, input);
  if (!ctx.mail) throw new Conflict("MAIL_OFF", "This server sends no mail");
  const [newest] = (await readHistory(ctx, sessionId, 1)).messages;
  if (!newest) throw new Conflict("SESSION_EMPTY", "Nothing was said in this chat yet");
  // To whom it goes is for whoever asks to say: not to so many as they like.
  await ctx.attempts.spend(mailsOf(ctx.caller));
  await storeTranscriptMail(ctx, { sessionId, siteKey, messageId: newest.id }, input.visitorEmail);
});
