import { describe, expect, test } from "bun:test";
import { browserName, labelOf, languageName, safeLink, shortPage, visitorFacts } from "./visitor-facts";

const CHROME = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";
const SAFARI =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";

describe("visitorFacts", () => {
  test("tells what every chat has from what the business asked", () => {
    const facts = visitorFacts({
      page: "https://acme.test/cart",
      language: "de",
      browser: CHROME,
      orderNumber: 42,
      newsletter: true,
      name: "Ada",
    });
    expect(facts).toEqual({
      page: "https://acme.test/cart",
      pageTitle: null,
      language: "German",
      browser: "Chrome 141 on macOS",
      others: [
        { label: "Order number", value: "42" },
        { label: "Newsletter", value: "Yes" },
      ],
    });
  });

  test("a visitor of whom nothing is known has no facts", () => {
    expect(visitorFacts({})).toEqual({ page: null, pageTitle: null, language: null, browser: null, others: [] });
  });
});

test("labels read as words", () => {
  expect(labelOf("order_number")).toBe("Order number");
  expect(labelOf("companyName")).toBe("Company name");
  expect(labelOf("VAT ID")).toBe("VAT ID");
});

test("browsers are named, other text is left alone", () => {
  expect(browserName(SAFARI)).toBe("Safari 18 on iOS");
  expect(browserName(CHROME.replace("Safari/537.36", "Safari/537.36 Edg/141.0"))).toBe("Edge 141 on macOS");
  expect(browserName("Chrome")).toBe("Chrome");
});

test("a language tag nobody knows is shown as it came", () => {
  expect(languageName("pt-BR")).toBe("Brazilian Portuguese");
  expect(languageName("not a tag")).toBe("not a tag");
});

test("a page is shown without its query, and only web addresses are links", () => {
  expect(shortPage("https://acme.test/cart/?utm_source=x")).toBe("acme.test/cart");
  expect(shortPage("https://acme.test/")).toBe("acme.test");
  expect(shortPage("/cart")).toBe("/cart");
  expect(safeLink("javascript:alert(1)")).toBeNull();
  expect(safeLink("https://acme.test/a")).toBe("https://acme.test/a");
});
