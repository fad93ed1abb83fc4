import { expect, test } from "bun:test";
import { isTokenRefused, toldBy } from "./errors";

const failed = (message: string, data: unknown) => Object.assign(new Error(message), { data });

test("a refused call tells its reason, its fields and its sentence", () => {
  const error = failed("Email is already registered", { reason: "EMAIL_TAKEN", fields: { email: "Email is already registered" } });
  expect(toldBy(error)).toEqual({
    reason: "EMAIL_TAKEN",
    fields: { email: "Email is already registered" },
    message: "Email is already registered",
  });
});

test("a call that met no server is told in plain words", () => {
  expect(toldBy(new Error("WebSocket closed"))).toEqual({
    reason: null,
    fields: {},
    message: "The server cannot be reached. Try again in a moment.",
  });
});

test("reasons that are not of the contract do not count", () => {
  expect(toldBy(failed("x", { reason: "SOMETHING_ELSE", fields: { email: 5 } }))).toMatchObject({ reason: null, fields: {} });
});

test("only token reasons log out", () => {
  expect(isTokenRefused(failed("x", { reason: "TOKEN_INVALID" }))).toBe(true);
  expect(isTokenRefused(failed("x", { reason: "TOKEN_REQUIRED" }))).toBe(true);
  expect(isTokenRefused(failed("x", { reason: "ROLE_WRONG" }))).toBe(false);
  expect(isTokenRefused(new Error("offline"))).toBe(false);
});
