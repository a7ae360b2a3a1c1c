import { familyOf, parseAddress } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import type { DnsMessage } from "../../packet/dns-message.js";

/** The addresses in the answers to a name, IPv4 first, and the name at the end of its aliases (glibc nss_dns: gaih_getanswer). */
export function answerAddresses(
  name: string,
  messages: readonly DnsMessage[],
): { readonly addresses: readonly Address[]; readonly canonicalName: string } {
  const addresses: Address[] = [];
  let canonicalName = name;
  for (const message of messages) {
    let owner = name.toLowerCase();
    // Records stand in the order of the aliases, each before what it leads to.
    for (const record of message.answer) {
      if (record.name.toLowerCase() !== owner) continue;
      if (record.type === "CNAME") owner = record.data.toLowerCase();
      const address = parseAddress(record.data);
      const isWanted = record.type === message.question[0]?.type;
      if (isWanted && address !== null && !addresses.includes(address)) {
        addresses.push(address);
        canonicalName = record.name;
      }
    }
  }
  const ipv4 = addresses.filter((address) => familyOf(address) === "ipv4");
  const ipv6 = addresses.filter((address) => familyOf(address) === "ipv6");
  return { addresses: [...ipv4, ...ipv6], canonicalName: canonicalName.replace(/\.$/, "") };
}
