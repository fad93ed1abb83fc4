/** "1 kB", "240 kB", "1.3 MB". Never "0 kB": what was sent is not nothing. */
export function formatFileSize(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1e3));
  return kilobytes < 1e3 ? `${kilobytes} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

const LONGEST_ENDING = 5;

/** "PDF", by the name, whose ending the server holds to the content. The media type where a name has none. */
export function fileKind({ name, type }: { name: string; type: string }): string {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1] ?? "";
  return ending && ending.length <= LONGEST_ENDING ? ending.toUpperCase() : type;
}
