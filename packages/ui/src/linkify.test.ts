import { expect, test } from "bun:test";
import { linkify } from "./linkify";

const links = (text: string) =>
  linkify(text)
    .filter((part) => part.kind === "link")
    .map((part) => part.text);
const joined = (text: string) =>
  linkify(text)
    .map((part) => part.text)
    .join("");

test("a web address becomes a link without the sentence's punctuation", () => {
  expect(linkify("See https://example.com/a?b=1.")).toEqual([
    { kind: "text", text: "See " },
    { kind: "link", text: "https://example.com/a?b=1", href: "https://example.com/a?b=1" },
    { kind: "text", text: "." },
  ]);
});

test("an e-mail address becomes a mailto link", () => {
  expect(linkify("ada@example.com")).toEqual([{ kind: "link", text: "ada@example.com", href: "mailto:ada@example.com" }]);
});

test("brackets belong to the link only when opened in it", () => {
  expect(links("(https://example.com/x)")).toEqual(["https://example.com/x"]);
  expect(links("https://example.com/x_(y)")).toEqual(["https://example.com/x_(y)"]);
});

test("dangerous schemes and markup stay text", () => {
  for (const text of ["javascript:alert(1)", "data:text/html,<b>x</b>", "<img src=x onerror=alert(1)>", "file:///etc/passwd"])
    expect(links(text)).toEqual([]);
});

test("no character is lost", () => {
  for (const text of ["", "a https://b.c, d@e.fr! <b>", "https://", "x@y", "https://a.b)) end", "\n\nhttps://a.b\n"])
    expect(joined(text)).toBe(text);
});
