import { parsePrefix } from "../../base/prefix.js";
import { byteLength, fullyQualified } from "../../packet/dns-name.js";
import type { BlockKey, Transport } from "./corefile.js";
import { isDomainName } from "./domain-name.js";
import { parseGoInteger, quoteGo } from "./go-value.js";
import { reverseZones } from "./reverse-zone.js";

/** The schemes and the ports that they stand for (coredns plugin/pkg/transport); `unix` has none. */
const PORTS: Readonly<Record<Transport, string>> = {
  tls: "853",
  dns: "53",
  quic: "853",
  grpc: "443",
  https3: "443",
  https: "443",
  unix: "",
};

/** Splits `tls://example.org`; without a scheme it is plain DNS. Schemes are written in lower case only. */
export function splitTransport(text: string): {
  readonly transport: Transport;
  readonly rest: string;
} {
  for (const transport of Object.keys(PORTS) as Transport[]) {
    const prefix = `${transport}://`;
    if (text.startsWith(prefix)) return { transport, rest: text.slice(prefix.length) };
  }
  return { transport: "dns", rest: text };
}

/** The zones and the port that a key names, or what CoreDNS says against it (core/dnsserver/register.go). */
export function readBlockKey(text: string): readonly BlockKey[] | string {
  const { transport, rest } = splitTransport(text);
  const split = splitZonePort(rest);
  if (typeof split === "string") return split;
  const port = split.port === "" ? PORTS[transport] : split.port;
  return split.zones.map((zone) => ({ transport, zone: normalZone(zone), port }));
}

/** Zones as plugins take them: scheme and port dropped, ranges as reverse zones; what is no zone is left out. */
export function readZones(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => {
    const split = splitZonePort(splitTransport(text).rest);
    return typeof split === "string" ? [] : split.zones.map(normalZone);
  });
}

/** The zones that a directive names, or else those of its server block (coredns plugin/normalize.go: OriginsFromArgsOrServerBlock). */
export function zonesOrKeys(words: readonly string[], keys: readonly string[]): readonly string[] {
  if (words.length > 0) return readZones(words);
  return keys.map((key) => readZones([key])[0] ?? key);
}

/** The zones whose unknown names `fallthrough` hands on: all where it names none (coredns plugin/pkg/fall/fall.go: SetZonesFromArgs). */
export function fallthroughZones(words: readonly string[]): readonly string[] {
  return readZones(words.length === 0 ? ["."] : words);
}

/** The name in lower case, with its trailing dot. */
export function normalZone(name: string): string {
  return fullyQualified(name).toLowerCase();
}

interface ZonePort {
  readonly zones: readonly string[];
  readonly port: string;
}

// coredns plugin/normalize.go: SplitHostPort. What follows the last colon is a port where it is a number.
function splitZonePort(text: string): ZonePort | string {
  const colon = text.lastIndexOf(":");
  if (colon === text.length - 1) return `expecting data after last colon: ${quoteGo(text)}`;
  const number = colon === -1 ? null : parseGoInteger(text.slice(colon + 1));
  const port = number === null ? "" : String(number);
  const zone = number === null ? text : text.slice(0, colon);
  const size = byteLength(zone);
  if (size > 255) return `specified zone is too long: ${size} > 255`;
  if (!isDomainName(zone)) return `zone is not a valid domain name: ${zone}`;
  const range = zone.includes("/") ? parsePrefix(zone) : null;
  if (range === null) return { zones: [zone], port };
  if (zone.startsWith(":") || (zone.startsWith("0") && zone.includes(":")))
    return `invalid CIDR ${zone}`;
  return { zones: reverseZones(range), port };
}
