import { afterAll } from "bun:test";
import { runAtEnd } from "./at-end";

// Loaded before the first test file (bunfig.toml), so that it runs after the last.
afterAll(runAtEnd);
