import fc from "fast-check";

const SQL = [
  "' OR '1'='1",
  "'; DROP TABLE users; -- ",
  "\\'; DELETE FROM sessions WHERE ''='",
  "1 UNION SELECT password FROM users",
  "%' AND SLEEP(5)#",
];
const HTML = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "{{7*7}}", "<!--", "]]>"];
const UNICODE = [
  "\0",
  "a\0b",
  "\ud800",
  "x\udfff",
  "\udc00\ud800",
  "\u202e\u2066",
  "\ufeff",
  "👩‍👩‍👧‍👦",
  "ﷺ".repeat(50),
  `e${"\u0301".repeat(500)}`,
  "\u2028\u2029",
];
const NAMES = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "null",
  "undefined",
  "NaN",
  "true",
  "[object Object]",
];
const PATHS = ["../../etc/passwd", "..\\..\\", "%2e%2e%2f", "%00", "%zz", "/", ".", "", " ", "\t\r\n", "\r\nSet-Cookie: a=b"];

const NUMBERS = [0, -0, -1, 0.5, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 63), 1e308, 5e-324];

export const hostileText = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...SQL, ...HTML, ...UNICODE, ...NAMES, ...PATHS) },
  { weight: 4, arbitrary: fc.string({ unit: "binary", maxLength: 64 }) },
  { weight: 2, arbitrary: fc.nat(70_000).map((length) => "x".repeat(length)) },
  { weight: 1, arbitrary: fc.nat(20_000).map((length) => "\ud83d\ude00".repeat(length)) },
);

const scalar = fc.oneof(hostileText, fc.constantFrom<unknown>(...NUMBERS, null, true, false), fc.double(), fc.integer());

/** Anything that JSON can say, where something else was meant. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 5 }) },
  { weight: 1, arbitrary: fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), fc.string()), scalar, { maxKeys: 5 }) },
  { weight: 1, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
);

/** What is no JSON, or too much of it. */
export const hostileDocument: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      "",
      "{",
      "[",
      "null",
      "[]",
      "0",
      '"text"',
      "{}",
      '{"a":}',
      "{'a':1}",
      "\ufeff{}",
      "\0",
      "NaN",
      '{"a":1}{"b":2}',
    ),
  },
  { weight: 6, arbitrary: hostileText },
  {
    weight: 3,
    arbitrary: fc.constantFrom('{"__proto__":{"isAdmin":true}}', '{"constructor":{"prototype":{"isAdmin":true}}}', '{"type":"__proto__"}'),
  },
  { weight: 2, arbitrary: fc.constantFrom(0, 1).map((closed) => "[".repeat(100_000) + "]".repeat(closed * 100_000)) },
  { weight: 1, arbitrary: fc.constant(`${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`) },
  { weight: 1, arbitrary: fc.constant(JSON.stringify({ type: "message", message: "x".repeat(1_000_000) })) },
);
