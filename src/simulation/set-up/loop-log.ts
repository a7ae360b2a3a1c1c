import { contains, prefix } from "../../base/prefix.js";
import { address, familyOf, formatEndpoint } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import type { Random } from "../../base/random.js";
import type { Pod } from "../../cluster/pod.js";
import type { FoundLoop } from "../../dns/plugins/loop/probe.js";

const LOOPBACK = [
  { range: prefix("127.0.0.0/8"), first: address("127.0.0.1") },
  { range: prefix("::1/128"), first: address("::1") },
];

/**
 * What CoreDNS in a pod writes before it exits because of a loop (coredns plugin/loop/loop.go and setup.go v1.14.7; the
 * level is plugin/pkg/log's). The port that its query came back from and the two numbers of its name are drawn.
 */
export function loopLog(
  { zone, port, upstream, bound }: FoundLoop,
  pod: Pod,
  random: Random,
): string {
  const from = formatEndpoint(senderTo(upstream, bound, pod), 32_768 + random.integer(28_232));
  const to = bound === null ? `:${port}` : formatEndpoint(bound, port);
  const labels = [bigNumber(random), bigNumber(random)].join(".");
  const name = zone === "." ? `${labels}.` : `${labels}.${zone}`;
  const place = "https://coredns.io/plugins/loop#troubleshooting";
  return `[FATAL] plugin/loop: Loop (${from} -> ${to}) detected for zone "${zone}", see ${place}. Query: "HINFO ${name}"`;
}

// Who asks an address of its own host asks from that, or from lo's first; others it asks from its pod's.
function senderTo(upstream: Address, bound: Address | null, { addresses }: Pod): Address {
  if (upstream === bound) return upstream;
  const lo = LOOPBACK.find(({ range }) => contains(range, upstream));
  if (lo !== undefined) return lo.first;
  return addresses.find((own) => familyOf(own) === familyOf(upstream)) ?? upstream;
}

// Go's rand.Int: 63 bits.
function bigNumber(random: Random): string {
  const high = BigInt(random.integer(2 ** 31));
  return ((high << 32n) | BigInt(random.integer(2 ** 32))).toString();
}
