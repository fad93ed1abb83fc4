import { MailTranscriptInput } from "../../contract";
import { Conflict } from "../errors";
import { storeTranscriptMail } from "../mail/outbox";
import { readHistory } from "../message/history";
import { publicVerb } from "../verb";
import { resumeSession } from "./open";

/**
 * Mails a visitor what was said in its chat so far. It is stored when this resolves, and sent afterwards.
 * @throws Conflict MAIL_OFF where the server sends no mail, SESSION_EMPTY before anything is said · LimitExceeded MAIL_LIMIT
 * · NotFound SESSION_UNKNOWN · Forbidden SESSION_FOREIGN
 */
export const mailTranscript = publicVerb(MailTranscriptInput, async (ctx, input): Promise<void> => {
  const { sessionId, siteKey } = await resumeSession(ctx, input);
  if (!ctx.mail) throw new Conflict("MAIL_OFF", "This server sends no mail");
  const [newest] = (await readHistory(ctx, sessionId, 1)).messages;
  if (!newest) throw new Conflict("SESSION_EMPTY", "Nothing was said in this chat yet");
  await storeTranscriptMail(ctx, { sessionId, siteKey, messageId: newest.id }, input.visitorEmail);
});
