import { describe, expect, test } from "bun:test";
import { createClientAddress } from "./client-address";

const see = createClientAddress(["10.0.0.0/8", "192.0.2.7", "fd00::/8", "::1"]);

describe("without a trusted proxy the peer is the client, whatever a header says", () => {
  test.each([
    ["203.0.113.9", null, "203.0.113.9"],
    ["203.0.113.9", "198.51.100.1", "203.0.113.9"],
    ["203.0.113.9", "10.0.0.1, 10.0.0.2", "203.0.113.9"],
    ["192.0.2.8", "198.51.100.1", "192.0.2.8"],
    ["11.0.0.1", "198.51.100.1", "11.0.0.1"],
    ["2001:db8::5", "198.51.100.1", "2001:db8:0:0::/64"],
  ])("%s saying %s is %s", (peer, header, client) => expect(see(peer, header)).toBe(client));

  test("nobody is trusted unless it is set", () => {
    expect(createClientAddress([])("127.0.0.1", "198.51.100.1")).toBe("127.0.0.1");
  });
});

describe("behind trusted proxies the rightmost hop that is none of them is the client", () => {
  test.each([
    ["10.1.2.3", "198.51.100.1", "198.51.100.1"],
    ["192.0.2.7", "198.51.100.1", "198.51.100.1"],
    ["::1", "198.51.100.1", "198.51.100.1"],
    ["fd12::9", "198.51.100.1", "198.51.100.1"],
    ["::ffff:10.1.2.3", "198.51.100.1", "198.51.100.1"],
    ["10.1.2.3", "198.51.100.1, 10.9.9.9", "198.51.100.1"],
    ["10.1.2.3", "198.51.100.1,10.9.9.9 ,  192.0.2.7", "198.51.100.1"],
    ["10.1.2.3", "2001:DB8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ])("%s saying %s is %s", (peer, header, client) => expect(see(peer, header)).toBe(client));

  test.each([
    ["1.1.1.1, 198.51.100.1", "198.51.100.1"],
    ["10.0.0.5, 198.51.100.1", "198.51.100.1"],
    ["10.0.0.5, 1.1.1.1, 198.51.100.1, 10.0.0.6", "198.51.100.1"],
  ])("what the client wrote further left does not count: %s", (header, client) => expect(see("10.1.2.3", header)).toBe(client));
});

describe("where a header ends in nothing one could count by, the last proxy stands for the client", () => {
  test.each([null, "", ",", "unknown", "_hidden", "198.51.100.1, garbage", "999.1.1.1", "1.2.3", "::g", "[::1", "' OR 1=1", "\u0000"])(
    "%j",
    (header) => expect(see("10.1.2.3", header)).toBe("10.1.2.3"),
  );

  test("when all are proxies, the first of them", () => expect(see("10.1.2.3", "10.0.0.1, 10.0.0.2")).toBe("10.0.0.1"));

  test("garbage between hops ends the search", () => expect(see("10.1.2.3", "198.51.100.1, x, 10.0.0.2")).toBe("10.0.0.2"));
});

describe("an address is read as proxies write it", () => {
  test.each([
    ["198.51.100.1:4711", "198.51.100.1"],
    ["[2001:db8::1]:443", "2001:db8:0:0::/64"],
    ["[2001:db8::1]", "2001:db8:0:0::/64"],
    ["::ffff:198.51.100.1", "198.51.100.1"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["2001:db8:0:0:1::9", "2001:db8:0:0::/64"],
    ["64:ff9b::192.0.2.1", "64:ff9b:0:0::/64"],
    ["::", "0:0:0:0::/64"],
  ])("%s is %s", (written, client) => expect(see("10.1.2.3", written)).toBe(client));

  test("one IPv6 network is one client, another is another", () => {
    expect(see("2001:db8:1:2::1", null)).toBe(see("2001:0db8:0001:0002:ffff::1", null));
    expect(see("2001:db8:1:2::1", null)).not.toBe(see("2001:db8:1:3::1", null));
  });

  test("a peer that has gone has no address", () => expect(see(null, "198.51.100.1")).toBeNull());
});
