import { expect, test } from "bun:test";
import { isAllowedOrigin } from "./cors";

const settings = { publicUrl: "https://chat.example.com", corsOrigins: ["http://localhost:3000"] };

test("pages of listed origins, of the public address and of this server may use agents' sockets", () => {
  expect(isAllowedOrigin("http://localhost:3000", settings)).toBe(true);
  expect(isAllowedOrigin("https://chat.example.com", settings)).toBe(true);
  expect(isAllowedOrigin("http://10.0.0.7:5000", settings, "10.0.0.7:5000")).toBe(true);
  expect(isAllowedOrigin(null, settings)).toBe(true);
});

test("pages of other origins may not", () => {
  for (const origin of ["https://evil.example", "null", "", "http://localhost:3001", "http://chat.example.com"]) {
    expect(isAllowedOrigin(origin, settings, "localhost:5000")).toBe(false);
  }
});
