import { FileRef, isImageType } from "@chat/api/contract";
import { type Core, type ShownFile, showFile, unknownFile, uploadFile } from "@chat/api/core";
import { type Context, Hono } from "hono";
import { contentDisposition } from "../content-disposition";
import { told } from "../envelope";
import { showFileRoute, uploadRoute } from "../openapi/file-routes";
import { serve } from "../openapi/serve";
import { FILE_POLICY } from "../security";
import { frameId } from "../ws/shapes";
import { asAnyone } from "./request";
import { readUploadForm } from "./upload-form";

export function fileRoutes(core: Core): Hono {
  const app = new Hono();
  serve(app, uploadRoute, async (c) => {
    const { fields, ...file } = await readUploadForm(c.req.raw, core.deps.files.receive);
    try {
      const { messageId, sentAt, file: sent } = await uploadFile(asAnyone(core, c), { ...fields, ...file });
      return c.json(told("File uploaded successfully", { id: frameId(messageId), timestamp: sentAt, file: sent }), 201);
    } finally {
      await file.received.discard();
    }
  });
  serve(app, showFileRoute, async (c) => {
    const ref = FileRef.safeParse(c.req.param());
    if (!ref.success) throw unknownFile();
    return answerFile(c, await showFile(asAnyone(core, c), ref.data));
  });
  return app;
}

/** A year: what is behind a key never changes. Not for caches that many share, for the address is the right to read it. */
const KEPT = "private, max-age=31536000, immutable";

/** Streams from the disk. Shown where it stands only when it is an image; nothing in it may run. */
function answerFile(c: Context, { name, type, size, path }: ShownFile) {
  return c.body(Bun.file(path).stream(), 200, {
    ...FILE_POLICY,
    "Content-Type": type,
    "Content-Length": String(size),
    "Content-Disposition": contentDisposition(isImageType(type) ? "inline" : "attachment", name),
    "Cache-Control": KEPT,
  });
}
