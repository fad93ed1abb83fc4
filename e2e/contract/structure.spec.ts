import { expect, test } from "bun:test";
import { parseDocument, readDocument } from "./document";
import { differences } from "./structure";

test("a key more, a key less and a key of another name are each told", () => {
  expect(differences({ a: 1 }, { a: 1, b: 2 })).toEqual(["b: the document has no such key"]);
  expect(differences({ a: 1, b: { c: "x" } }, { a: 1, b: { d: "x" } })).toEqual(["b.c: missing", "b.d: the document has no such key"]);
});

test("a text is the example's, unless the example only shows a format or any will do", () => {
  expect(differences({ message: "Done" }, { message: "Well done" })).toHaveLength(1);
  expect(differences({ text: "Hello" }, { text: "Bye" }, { any: ["text"] })).toEqual([]);
  expect(differences("2024-01-15T10:30:00Z", "2026-11-22T16:00:00.123Z")).toEqual([]);
  expect(differences("2024-01-15T10:30:00Z", "2026-11-22 16:00:00")).toHaveLength(1);
  expect(differences("2.5 min", "0 min")).toEqual([]);
  expect(differences("2.5 min", "0 minutes")).toHaveLength(1);
  expect(differences("msg_123", "123")).toHaveLength(1);
});

test("a number is whole where the example's is, and the example's where that counts", () => {
  expect(differences(1, 2)).toEqual([]);
  expect(differences(1, 2.5)).toHaveLength(1);
  expect(differences(4.2, 4.25)).toHaveLength(1);
  expect(differences(1, "1")).toHaveLength(1);
  expect(differences({ a: 1 }, { a: 2 }, { exact: ["a"] })).toHaveLength(1);
});

test("every element is like one of the example's, and each of those is there", () => {
  const lines = [{ isAI: true }, { isAI: false }];
  expect(differences(lines, [{ isAI: false }, { isAI: true }, { isAI: false }])).toEqual([]);
  expect(differences(lines, [{ isAI: true }])).toHaveLength(1);
  expect(differences(lines, [{ isAI: true }, { isAi: false }])).not.toEqual([]);
  expect(differences([], [1])).toHaveLength(1);
});

test("an example without a name, and two of one name, are refused", () => {
  expect(() => parseDocument("```json\n{}\n```\n")).toThrow("without a name");
  expect(() => parseDocument("```json response=a\n{}\n```\n```json response=a\n{}\n```\n")).toThrow("two examples");
});

test("every request has its response, and every response but that of the rate limit its request", async () => {
  const document = await readDocument();
  const [requests, responses] = [[...document.request.keys()], [...document.response.keys()]];
  expect(requests.filter((name) => !responses.includes(name))).toEqual([]);
  expect(responses.filter((name) => !requests.includes(name))).toEqual(["rate-limit"]);
});
