/** Bytes that no text has, in whatever encoding but UTF-16: what WHATWG's sniffing standard calls binary data. */
const BINARY = new Set([...range(0x00, 0x08), 0x0b, ...range(0x0e, 0x1a), ...range(0x1c, 0x1f)]);
const HEAD_BYTES = 1024;
/** What a browser, a shell or an interpreter might run, were it to believe itself. */
const MARKUP_OR_SCRIPT = /^\s*(<[a-z!?/]|#!)/i;

/** Whether a file is text for people to read: no binary data, and no markup or script by how it begins. */
export async function isPlainText(path: string): Promise<boolean> {
  const file = Bun.file(path);
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const encoding = utf16Of(head);
  if (MARKUP_OR_SCRIPT.test(new TextDecoder(encoding ?? "utf-8").decode(head))) return false;
  return encoding !== null || !(await hasBinary(file));
}

async function hasBinary(file: Blob): Promise<boolean> {
  for await (const chunk of file.stream()) if (chunk.some((byte) => BINARY.has(byte))) return true;
  return false;
}

function utf16Of([first, second]: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : null;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
