import { address } from "../../../../src/base/address.js";
import { joinHostPort } from "../../../../src/dns/corefile/go-value.js";
import type { Outside } from "../../../../src/dns/outside.js";
import { replyTo } from "../../../../src/packet/dns-reply.js";

const SERVER = address("192.0.2.53");

/** The world beyond the machine on which CoreDNS was run: its resolver knew none of the names. */
export const EMPTY_OUTSIDE: Outside = {
  resolvConf: { servers: [SERVER], search: [], options: [] },
  ask: (_server, _port, query) => replyTo(query, "NXDOMAIN"),
};

/** A text in which that resolver has the name that the recordings put in its place. */
export function hideResolver(text: string): string {
  return text.replaceAll(joinHostPort(SERVER, 53), "RESOLVER");
}
