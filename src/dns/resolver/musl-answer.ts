import { parseAddress } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import type { DnsMessage } from "../../packet/dns-message.js";

// MAXADDRS.
const MOST_ADDRESSES = 48;

/**
 * The addresses in the answers to a name as it was put together, those of the last question first, and the name that the last alias leads to
 * (musl 1.2.5 src/network/lookup_name.c: name_from_dns, dns_parse_callback). Owners are not looked at.
 */
export function muslAnswer(
  written: string,
  messages: readonly DnsMessage[],
): { readonly addresses: readonly Address[]; readonly canonicalName: string } {
  const addresses: Address[] = [];
  let canonicalName = written;
  for (const message of messages.toReversed()) {
    const wanted = message.question[0]?.type;
    for (const { type, data } of message.answer) {
      if (type === "CNAME") canonicalName = data.replace(/\.$/, "");
      const address = type === wanted ? parseAddress(data) : null;
      if (address !== null && addresses.length < MOST_ADDRESSES) addresses.push(address);
    }
  }
  return { addresses, canonicalName };
}
