import { expect, test } from "bun:test";
import { linkParts } from "./text";

test("addresses are found in text, without the punctuation that follows them", () => {
  expect(linkParts("See https://example.com/a?b=1, or (http://example.org).")).toEqual([
    "See ",
    { href: "https://example.com/a?b=1" },
    ", or (",
    { href: "http://example.org" },
    ").",
  ]);
});

test("nothing else becomes a link", () => {
  for (const text of ["javascript:alert(1)", "<img src=x onerror=alert(1)>", "data:text/html,x", "www.example.com"])
    expect(linkParts(text)).toEqual([text]);
});
