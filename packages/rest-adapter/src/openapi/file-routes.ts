import { FileRef, LIMITS } from "@chat/api/contract";
import { createRoute, z } from "@hono/zod-openapi";
import { toldEnvelope } from "../schemas/envelopes";
import { Uploaded, UploadForm } from "../schemas/file";
import { answer, BY_ANYONE, notFound, refusal, refusals } from "./describe";
import { AT, SESSION_ID, SITE_KEY } from "./examples";

const tags = ["Files"];
const MAX_MIB = LIMITS.fileMaxBytes >> 20;

export const uploadRoute = createRoute({
  method: "post",
  path: "/widgets/upload",
  operationId: "uploadFile",
  tags,
  summary: "Send a file",
  description:
    `A visitor's file of at most ${MAX_MIB} MiB, ${LIMITS.filesPerHourMax} an hour in a chat: a message that shows it, told as any other. The first one starts the chat. ` +
    "Images (PNG, JPEG, GIF, WebP), PDF, plain text and CSV, office documents and ZIP, told by their bytes; a name must end as its content does. " +
    "Sent again with the same `clientMessageId` it stores nothing twice and answers the same.",
  security: BY_ANYONE,
  request: {
    body: {
      required: true,
      content: {
        "multipart/form-data": {
          schema: UploadForm,
          example: { siteKey: SITE_KEY, sessionId: SESSION_ID, clientMessageId: "file-1", file: "Order 4711" },
        },
      },
    },
  },
  responses: {
    201: answer("The message that shows the file", toldEnvelope("File uploaded successfully", Uploaded), {
      success: true,
      message: "File uploaded successfully",
      data: {
        id: "msg_123",
        timestamp: AT,
        file: { name: "order.txt", type: "text/plain", size: 10, url: "/api/files/Zk3vQ9x2LmT7bN5cR8wY1dHs" },
      },
    }),
    ...refusals(400, 404, 429),
    403: refusal("Another visitor's chat, or a page of a website that the widget is not for", "This chat belongs to another visitor"),
    413: refusal(`The file is larger than ${MAX_MIB} MiB`, `File must be at most ${MAX_MIB} MiB`),
    507: refusal("The server's disk is full; nothing was stored", "The server has no room for files, please try again later"),
  },
});

export const showFileRoute = createRoute({
  method: "get",
  path: "/files/{key}",
  operationId: "showFile",
  tags,
  summary: "Get a file",
  description:
    "For whoever knows the address. Images are shown where they stand, everything else is for downloading; nothing in it may run.",
  security: BY_ANYONE,
  request: { params: FileRef },
  responses: {
    200: {
      description: "Its bytes, of the type that was told with it",
      content: { "application/octet-stream": { schema: z.string().meta({ format: "binary" }) } },
    },
    ...refusals(),
    404: notFound("File not found"),
  },
});
