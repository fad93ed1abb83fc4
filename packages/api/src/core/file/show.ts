import { findFile } from "@chat/db";
import { FileRef } from "../../contract";
import { NotFound } from "../errors";
import { publicVerb } from "../verb";

export interface ShownFile {
  name: string;
  /** Media type, as its bytes say it is. */
  type: string;
  /** In bytes. */
  size: number;
  /** Where the bytes are. */
  path: string;
}

export const unknownFile = () => new NotFound("FILE_UNKNOWN", "File not found");

/** A file, for whoever knows its key. @throws NotFound FILE_UNKNOWN, also when its chat is gone */
export const showFile = publicVerb(FileRef, async (ctx, { key }): Promise<ShownFile> => {
  const file = await findFile(ctx.db, key);
  if (!file) throw unknownFile();
  const path = await ctx.files.locate(key);
  if (path !== null) return { name: file.name, type: file.type, size: file.size, path };
  ctx.log("warn", "a file's bytes are missing: do all processes share one uploads folder?");
  throw unknownFile();
});
