import { expect, test } from "bun:test";
import { addDomains, domainIn } from "./domains";

test.each([
  ["example.com", "example.com"],
  [" Example.COM ", "example.com"],
  ["https://www.example.com/shop?a=1#b", "www.example.com"],
  ["http://localhost:3000", "localhost"],
  ["example.com:8443/", "example.com"],
  ["*.Example.com", "*.example.com"],
  ["bücher.example", "xn--bcher-kva.example"],
  ["", ""],
  ["*", "*"],
])("%j is the domain %j", (typed, domain) => expect(domainIn(typed)).toBe(domain));

test("several are added at once, each once, after those there are", () => {
  expect(addDomains(["a.example"], "b.example, *.b.example\nhttps://a.example/")).toEqual({
    domains: ["a.example", "b.example", "*.b.example"],
  });
});

test("one that is none is told, and nothing is added", () => {
  expect(addDomains(["a.example"], "b.example, *")).toEqual({
    domains: ["a.example"],
    error: "Allowed domain must look like example.com or *.example.com",
  });
});
