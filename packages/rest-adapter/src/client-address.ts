import { BlockList, isIP } from "node:net";

/** Who is at the other end: the address to count by, or null where there is none. */
export type ClientAddress = (peer: string | null, forwardedFor: string | null) => string | null;

/**
 * Looks past trusted proxies: the rightmost hop of X-Forwarded-For that is none of them is the client. What stands
 * further left the client may have written itself.
 * @param trustedProxies addresses and CIDR ranges, as the settings checked them
 */
export function createClientAddress(trustedProxies: readonly string[]): ClientAddress {
  const trusted = new BlockList();
  for (const proxy of trustedProxies) {
    const [address = "", bits] = proxy.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }
  const isTrusted = (address: string) => trustedProxies.length > 0 && trusted.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");

  return (peer, forwardedFor) => {
    let client = peer === null ? null : readAddress(peer);
    // Read from the right, and no further than needed: reading an address takes longer than all else of a request.
    const hops = client === null || !isTrusted(client) ? [] : (forwardedFor ?? "").split(",");
    while (client !== null && isTrusted(client)) {
      // Nothing more, or nothing one could count by: then it is the last proxy that is known.
      const next = readAddress(hops.pop() ?? "");
      if (next === null) break;
      client = next;
    }
    return client === null ? null : subscriberOf(client);
  };
}

/** An address as proxies write it: with a port, in brackets, with a zone, or as IPv4 within IPv6. Null for anything else. */
function readAddress(text: string): string | null {
  const written = text.trim().toLowerCase();
  const bare = /^\[([^\]]*)\](?::\d+)?$/.exec(written)?.[1] ?? /^([\d.]+):\d+$/.exec(written)?.[1] ?? written;
  const address = bare.split("%")[0] ?? "";
  const inner = /^::ffff:([\d.]+)$/.exec(address)?.[1];
  if (inner !== undefined && isIP(inner) === 4) return inner;
  return isIP(address) === 0 ? null : address;
}

/** An IPv6 subscriber has 2^64 addresses to come from: they count as the one network they are. */
function subscriberOf(address: string): string {
  if (isIP(address) === 4) return address;
  const [head = "", tail] = address.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail ? tail.split(":") : [];
  // A dotted end stands for two groups; it never reaches into the first four.
  const missing = tail === undefined ? 0 : 8 - left.length - right.length - (right.at(-1)?.includes(".") ? 1 : 0);
  const groups = [...left, ...Array.from({ length: Math.max(0, missing) }, () => "0"), ...right];
  const network = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(":")}::/64`;
}
