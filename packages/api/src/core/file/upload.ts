import { type FileMetadata, findMessageByClientId, noteMessageOfFile } from "@chat/db";
import { z } from "zod";
import { type UploadedFile, UploadFields } from "../../contract";
import { answerVisitor } from "../assistant/answer";
import type { Ctx } from "../context";
import { randomId } from "../crypto";
import { CoreError, Invalid, Unavailable } from "../errors";
import { fileUrl, toChatMessage } from "../message/view";
import { ownRowKey, type StoredMessage } from "../message/write";
import { openSession, refuseVisitor } from "../session/open";
import { stateOf } from "../session/rules";
import { publicVerb } from "../verb";
import { dropFile } from "./drop";
import { inspectFile } from "./inspect";
import { registerFile } from "./register";
import type { ReceivedFile } from "./store";

const UploadInput = UploadFields.extend({
  /** As its sender calls it. */
  name: z.string(),
  received: z.custom<ReceivedFile>(),
});
type Input = z.output<typeof UploadInput>;

/**
 * A visitor sends a file: a message that shows it, stored when its bytes are on the disk, and told as any other. The first one
 * starts the session, one to a closed session reopens it, and the same clientMessageId stores nothing twice.
 * @throws Invalid naming what is wrong with the file · LimitExceeded FILE_LIMIT · Unavailable STORAGE_FULL · and what a message of text is refused with
 */
export const uploadFile = publicVerb(UploadInput, async (ctx, input): Promise<UploadedFile> => {
  const { name, type, size } = await inspectFile(input.received, input.name);
  await openSession(ctx, input, {});
  return (await findEarlier(ctx, input)) ?? sendFile(ctx, input, { key: randomId(), name, type, size });
});

/** What the same upload stored before. Looked for first, so that a retry is not counted. */
async function findEarlier(ctx: Ctx, { sessionId, clientMessageId }: Input): Promise<UploadedFile | null> {
  const earlier = clientMessageId && (await findMessageByClientId(ctx.db, sessionId, clientMessageId));
  if (!earlier) return null;
  await ctx.untilDurable();
  return toUploaded(toChatMessage(earlier));
}

/** In an order in which a crash leaves nothing that is shown and not there: at most what the sweep takes away. */
async function sendFile(ctx: Ctx, input: Input, file: FileMetadata): Promise<UploadedFile> {
  const clientMessageId = input.clientMessageId ?? ownRowKey(`file-${file.key}`);
  await registerFile(ctx, { ...file, sessionId: input.sessionId, clientMessageId, createdAt: ctx.now() });
  const stored = await keepAndStore(ctx, input, file, clientMessageId);
  const { message, session } = stored;
  // The same upload, sent twice at once: the other one's is shown.
  if (message.file?.url !== fileUrl(file)) await dropFile(ctx, file.key);
  else await noteMessageOfFile(ctx.db, file.key, message.id);
  if (!stored.isFound && !stored.duplicate && stateOf(session) === "assistant") {
    ctx.background.run(answerVisitor(ctx, session, message, session.epoch));
  }
  return toUploaded(message);
}

async function keepAndStore(ctx: Ctx, input: Input, file: FileMetadata, clientMessageId: string): Promise<StoredMessage> {
  try {
    await ctx.files.keep(input.received, file.key);
  } catch (error) {
    await dropFile(ctx, file.key);
    throw error;
  }
  try {
    return await storeMessage(ctx, input, file, clientMessageId);
  } catch (error) {
    // After any other failure the message may be stored all the same: the sweep looks.
    if (error instanceof CoreError && !(error instanceof Unavailable)) await dropFile(ctx, file.key);
    throw error;
  }
}

const storeMessage = (ctx: Ctx, input: Input, file: FileMetadata, clientMessageId: string): Promise<StoredMessage> =>
  ctx.writer.store({
    sessionId: input.sessionId,
    // Only a website is held to where the widget may be used.
    siteKey: ctx.caller.website === null ? null : input.siteKey,
    senderType: "visitor",
    senderId: null,
    agentName: null,
    text: file.name,
    file,
    offersPerson: false,
    clientMessageId,
    connectionId: ctx.connectionId,
    reopens: true,
    check: (session, widget) => refuseVisitor(ctx, { ...session, allowedDomains: widget?.allowedDomains ?? [] }, input),
  });

function toUploaded({ id, sentAt, file }: ReturnType<typeof toChatMessage>): UploadedFile {
  const problem = "Client message id is that of another message";
  if (file === null) throw new Invalid([problem], { clientMessageId: problem });
  return { messageId: id, sentAt, file };
}
