import type { Gate } from "./gate";

/** Bytes after brotli unless said otherwise, measured in Chromium 156. Null where nothing was measured. */
interface Rival {
  name: string;
  loader: number | null;
  loaderGzip: number | null;
  beforeInteraction: number | null;
  opened: number | null;
  everything: number | null;
  heap: number | null;
}

const UNKNOWN = { loader: null, loaderGzip: null, beforeInteraction: null, opened: null, everything: null, heap: null };

const RIVALS: Rival[] = [
  { ...UNKNOWN, name: "Rocket.Chat", loader: 2_732, loaderGzip: 3_117, opened: 377_000 },
  { ...UNKNOWN, name: "Intergram", beforeInteraction: 6_390, opened: 45_000 },
  { ...UNKNOWN, name: "Zammad (no form, no files)", opened: 16_116, everything: 16_116 },
  { ...UNKNOWN, name: "LiveHelperChat", beforeInteraction: 29_737, opened: 207_260 },
  { ...UNKNOWN, name: "Libredesk", opened: 257_000, heap: 3_100_000 },
  { ...UNKNOWN, name: "Chatwoot 4.16", opened: 444_800 },
  { ...UNKNOWN, name: "n8n", opened: 447_000 },
  { ...UNKNOWN, name: "Tiledesk", opened: 549_000 },
];

const HEADINGS = ["Bytes", "loader, br", "loader, gz", "untouched, br", "opened, br", "all files, br", "heap, closed"];
const row = (cells: string[]) => cells.map((cell, index) => (index ? cell.padStart(14) : cell.padEnd(28))).join(" ");
const cells = ({ name, loader, loaderGzip, beforeInteraction, opened, everything, heap }: Rival) => [
  name,
  ...[loader, loaderGzip, beforeInteraction, opened, everything, heap].map((bytes) => (bytes === null ? "-" : bytes.toLocaleString("en"))),
];

/** The widgets of others and, from what was just measured, this one. */
export function rivalsTable(gates: Gate[]): string {
  const measured = (start: string) => {
    const gate = gates.find(({ name }) => name.startsWith(start));
    if (!gate) throw new Error(`nothing was measured of ${start}`);
    return gate.measured;
  };
  const own: Rival = {
    name: "this widget",
    loader: measured("widget.js, brotli"),
    loaderGzip: measured("widget.js, gzip"),
    beforeInteraction: measured("a new visitor"),
    opened: measured("opened and usable: all bodies"),
    everything: measured("all files"),
    heap: measured("page heap"),
  };
  return [HEADINGS, ...RIVALS.map(cells), cells(own)].map(row).join("\n");
}
