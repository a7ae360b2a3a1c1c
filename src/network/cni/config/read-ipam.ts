import { bitsOf, familyOf, parseAddress, widthOf } from "../../../base/address.js";
import type { Address } from "../../../base/address.js";
import { errorAt } from "../../../base/diagnostic.js";
import type { Report } from "../../../base/diagnostic.js";
import { contains, formatPrefix, overlaps } from "../../../base/prefix.js";
import type { ConfiguredRange, ConfiguredRoute, HostLocal } from "./cni-config.js";
import type { Json } from "./json.js";
import { readObject } from "./json-reader.js";
import type { ObjectReader } from "./json-reader.js";

const RANGE = ["subnet", "rangeStart", "rangeEnd", "gateway"];

/** The `ipam` section; null where there is none, and the plugin gives no addresses. */
export function readIpam(plugin: ObjectReader, report: Report): HostLocal | null {
  const ipam = plugin.object("ipam");
  if (ipam === null) return null;
  const type = ipam.text("type");
  if (type !== "host-local") {
    const span = ipam.get("type")?.span ?? ipam.json.span;
    // Without a type the plugin works on layer 2 only.
    if (type !== null)
      report(errorAt(span, "cni-other-ipam", { found: type, expected: ["host-local"] }));
    return null;
  }
  ipam.checkNames(["type", "ranges", "routes", "dataDir", ...RANGE], ["resolvConf"]);
  const routes = ipam.list("routes").flatMap((json) => readRoute(json, report));
  const sets: ConfiguredRange[][] = [];
  if (isNodeRange(ipam)) return { rangeSets: "node", routes };
  if (ipam.has("subnet")) sets.push(readRange(ipam, report));
  for (const json of ipam.list("ranges")) {
    if (json.kind !== "array") {
      report(errorAt(json.span, "cni-wrong-kind", { name: "ranges", expected: ["[[{ }]]"] }));
      continue;
    }
    const readers = json.items.map((item) => readObject(item, report));
    if (readers.some((reader) => reader !== null && isNodeRange(reader)))
      return { rangeSets: "node", routes };
    sets.push(
      readers.flatMap((reader) => {
        reader?.checkNames(RANGE, []);
        return reader === null ? [] : readRange(reader, report);
      }),
    );
    checkFamilies(sets.at(-1) ?? [], json, report);
  }
  if (!ipam.has("subnet") && !ipam.has("ranges")) report(errorAt(ipam.json.span, "cni-no-ranges"));
  checkOverlaps(sets.flat(), ipam.json, report);
  return { rangeSets: sets, routes };
}

// What several installers replace by the node's own range before the plugin sees it.
function isNodeRange(reader: ObjectReader): boolean {
  const subnet = reader.get("subnet");
  return subnet?.kind === "string" && subnet.value === "usePodCidr";
}

// plugins/ipam/host-local/backend/allocator/range.go: Canonicalize.
function readRange(reader: ObjectReader, report: Report): ConfiguredRange[] {
  const subnet = reader.prefix("subnet");
  const written = reader.get("subnet");
  if (written === null) report(errorAt(reader.json.span, "cni-missing", { name: "subnet" }));
  if (subnet === null || written === null) return [];
  if (
    written.kind === "string" &&
    parseAddress(written.value.split("/")[0] ?? "") !== subnet.base
  ) {
    const [subnetText, network] = [written.value, formatPrefix(subnet)];
    report(errorAt(written.span, "cni-host-bits", { subnet: subnetText, network }));
  }
  if (subnet.length > widthOf(subnet.family) - 2) {
    report(errorAt(written.span, "cni-small-subnet", { subnet: formatPrefix(subnet) }));
    return [];
  }
  const inside = (name: string): Address | null => {
    const address = reader.address(name);
    if (address === null || contains(subnet, address)) return address;
    const span = reader.get(name)?.span ?? written.span;
    report(errorAt(span, "cni-outside-subnet", { name, address, subnet: formatPrefix(subnet) }));
    return null;
  };
  const rangeStart = inside("rangeStart");
  const rangeEnd = inside("rangeEnd");
  if (rangeStart !== null && rangeEnd !== null && bitsOf(rangeStart) > bitsOf(rangeEnd)) {
    const span = reader.get("rangeEnd")?.span ?? written.span;
    report(errorAt(span, "cni-range-backwards", { start: rangeStart, end: rangeEnd }));
  }
  // host-local itself takes any gateway.
  return [{ subnet, rangeStart, rangeEnd, gateway: reader.address("gateway") }];
}

function readRoute(json: Json, report: Report): ConfiguredRoute[] {
  const reader = readObject(json, report);
  if (reader === null) return [];
  reader.checkNames(["dst", "gw"], ["mtu", "advmss", "priority", "table", "scope"]);
  const destination = reader.prefix("dst");
  if (!reader.has("dst")) report(errorAt(json.span, "cni-missing", { name: "dst" }));
  if (destination === null) return [];
  const gateway = reader.address("gw");
  if (gateway !== null && familyOf(gateway) !== destination.family) {
    const span = reader.get("gw")?.span ?? json.span;
    report(
      errorAt(span, "cni-route-families", { gateway, destination: formatPrefix(destination) }),
    );
    return [];
  }
  return [{ destination, gateway }];
}

function checkFamilies(set: readonly ConfiguredRange[], json: Json, report: Report): void {
  const families = new Set(set.map(({ subnet }) => subnet.family));
  if (families.size > 1) report(errorAt(json.span, "cni-mixed-families"));
  if (set.length === 0) report(errorAt(json.span, "cni-no-ranges"));
}

function checkOverlaps(ranges: readonly ConfiguredRange[], json: Json, report: Report): void {
  for (const [index, { subnet }] of ranges.slice(0, MOST_RANGES).entries())
    for (const other of ranges.slice(0, index))
      if (subnet.family === other.subnet.family && overlaps(subnet, other.subnet)) {
        const texts = { subnet: formatPrefix(subnet), other: formatPrefix(other.subnet) };
        report(errorAt(json.span, "cni-ranges-overlap", texts));
      }
}

/** More are not compared with one another. */
const MOST_RANGES = 100;
