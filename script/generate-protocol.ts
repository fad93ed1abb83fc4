/** Writes the tables of docs/protocol.md as the schemas of the frames give them. */
import { fillTables } from "../packages/rest-adapter/src/ws/protocol-tables";

const path = new URL("../docs/protocol.md", import.meta.url);
await Bun.write(path, fillTables(await Bun.file(path).text()));
