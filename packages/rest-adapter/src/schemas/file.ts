import { ChatFile, UploadedFile, UploadFields } from "@chat/api/contract";
import { z } from "zod";

export const RestFile = ChatFile.meta({ id: "File" });

/** `file` is a part with a name, as forms of browsers send it. */
export const UploadForm = UploadFields.extend({ file: z.string().meta({ format: "binary" }) }).meta({ id: "Upload" });

export const Uploaded = z.object({
  id: z.string().regex(/^msg_\d+$/),
  timestamp: UploadedFile.shape.sentAt,
  file: RestFile,
});
