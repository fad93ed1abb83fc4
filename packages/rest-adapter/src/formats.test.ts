import { expect, test } from "bun:test";
import { formatMin, formatMinutes, formatWholeMinutes, wholeMinutes } from "./formats";
import { browserName } from "./ws/browser-name";

test("durations read as in the document", () => {
  expect([0, 2, 120, 138, 150].map(formatMin)).toEqual(["0 min", "0 min", "2 min", "2.3 min", "2.5 min"]);
  expect([0, 60, 210].map(formatMinutes)).toEqual(["0 minutes", "1 minute", "3.5 minutes"]);
  expect([0, 59, 60, 119, 120].map(formatWholeMinutes)).toEqual(["0 minutes", "0 minutes", "1 minute", "1 minute", "2 minutes"]);
  expect([-3, 59, 300].map(wholeMinutes)).toEqual([0, 0, 5]);
});

test("a browser goes by its short name", () => {
  const chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
  expect(browserName(chrome)).toBe("Chrome");
  expect(browserName(`${chrome} Edg/140.0.0.0`)).toBe("Edge");
  expect(browserName("Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15")).toBe("Safari");
  expect(browserName("Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0")).toBe("Firefox");
  expect([browserName("curl/8.0"), browserName(null)]).toEqual([null, null]);
});
