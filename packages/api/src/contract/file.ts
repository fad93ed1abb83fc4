import { z } from "zod";

/** Media types that a file may have, each with the endings its name may have; the first is given to a name without one. */
export const FILE_TYPES = {
  "image/png": ["png"],
  "image/jpeg": ["jpg", "jpeg", "jpe", "jfif"],
  "image/gif": ["gif"],
  "image/webp": ["webp"],
  "application/pdf": ["pdf"],
  "text/plain": ["txt", "log", "md"],
  "text/csv": ["csv"],
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ["docx"],
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ["xlsx"],
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": ["pptx"],
  "application/vnd.oasis.opendocument.text": ["odt"],
  "application/vnd.oasis.opendocument.spreadsheet": ["ods"],
  "application/vnd.oasis.opendocument.presentation": ["odp"],
  "application/msword": ["doc"],
  "application/vnd.ms-excel": ["xls"],
  "application/vnd.ms-powerpoint": ["ppt"],
  "application/zip": ["zip"],
} as const;
export type FileType = keyof typeof FILE_TYPES;

/** Shown where it stands; everything else is for downloading. */
export const isImageType = (type: string): boolean => type.startsWith("image/");

/** A file that was sent in a chat. */
export const ChatFile = z.object({
  /** Without a path or control characters, at most 255 bytes as UTF-8. */
  name: z.string(),
  /** Media type, as its bytes say it is. */
  type: z.string(),
  /** In bytes. */
  size: z.number(),
  /** Path on this server. Whoever knows it may read the file. */
  url: z.string(),
});
export type ChatFile = z.infer<typeof ChatFile>;

/** Letters and digits, more than 128 random bits of them. */
export const FileRef = z.object({ key: z.string().regex(/^[A-Za-z0-9]{24}$/, "File key is invalid") });
