import { parseAddress } from "../../../../src/base/address.js";
import { parsePrefix } from "../../../../src/base/prefix.js";
import { readZones, splitTransport, zonesOrKeys } from "../../../../src/dns/corefile/block-key.js";
import type { Transport } from "../../../../src/dns/corefile/corefile.js";
import { registerKey } from "../../../../src/dns/corefile/double-key.js";
import { joinHostPort } from "../../../../src/dns/corefile/go-value.js";
import { addressOfReverse, reverseZones } from "../../../../src/dns/corefile/reverse-zone.js";
import { isMetadataLabel } from "../../../../src/dns/metadata.js";
import { isInZone } from "../../../../src/packet/dns-name.js";
import { differences } from "../conformance-case.js";
import type { Check, TableCheck } from "../conformance-case.js";

interface Zone {
  readonly Address: string;
  readonly Port: string;
  readonly Transport: Transport;
  readonly Zone: string;
}

interface OverlapEntry {
  readonly sequence: readonly {
    readonly overlap: boolean;
    readonly overlapKey: string;
    readonly same: boolean;
    readonly zone: Zone;
  }[];
}

interface GroupingEntry {
  readonly configs: readonly {
    readonly ListenHosts: readonly string[];
    readonly Port: string;
    readonly Transport: Transport;
  }[];
  readonly expectedGroups: readonly string[];
}

interface NormalizeEntry {
  readonly in: string;
  readonly out: readonly string[] | null;
}

interface OriginsEntry {
  readonly args: readonly string[] | null;
  readonly expected: readonly string[];
  readonly serverblock: readonly string[] | null;
}

interface ReverseEntry {
  readonly expectedAddress: string;
  readonly reverseName: string;
}

/** What the small functions behind the Corefile are compared by. */
export const COREFILE_UNITS: Readonly<Record<string, TableCheck>> = {
  overlap: (({ sequence }) => {
    const seen = { bound: new Set<string>(), unbound: new Map<string, string>() };
    return sequence.flatMap(({ zone, overlap, overlapKey, same }, index) => {
      const key = { transport: zone.Transport, zone: zone.Zone, port: zone.Port };
      const found = registerKey(seen, key, zone.Address);
      const expected = overlap
        ? { kind: "overlap", with: overlapKey }
        : same
          ? { kind: "same" }
          : null;
      return differences(`zone ${index}`, found, expected);
    });
  }) satisfies Check<OverlapEntry>,

  grouping: (({ configs, expectedGroups }) => {
    const found = configs.flatMap(({ ListenHosts, Port, Transport }) =>
      ListenHosts.map((host) => `${Transport}://${joinHostPort(host, Port)}`),
    );
    return differences("groups", [...new Set(found)].sort(), expectedGroups.toSorted());
  }) satisfies Check<GroupingEntry>,

  // CoreDNS's own test compares as many zones as it names.
  hostNormalizeExact: ((entry) => {
    const found = readZones([entry.in]);
    const expected = entry.out ?? [];
    return differences("zones", found.slice(0, expected.length || 1), expected);
  }) satisfies Check<NormalizeEntry>,

  originsFromArgsOrServerBlock: (({ args, expected, serverblock }) =>
    differences(
      "zones",
      zonesOrKeys(args ?? [], serverblock ?? []),
      expected,
    )) satisfies Check<OriginsEntry>,

  nameMatches: (({ parent, child, expected }) =>
    differences("matches", isInZone(child, parent), expected)) satisfies Check<{
    readonly parent: string;
    readonly child: string;
    readonly expected: boolean;
  }>,

  transport: (({ input, expected }) =>
    differences("transport", splitTransport(input).transport, expected)) satisfies Check<{
    readonly input: string;
    readonly expected: string;
  }>,

  cidrSplitReverse: ((entry) => {
    const range = parsePrefix(entry.in);
    return differences("zones", range === null ? null : reverseZones(range), entry.zones);
  }) satisfies Check<{ readonly in: string; readonly zones: readonly string[] }>,

  extractAddressFromReverse: (({ reverseName, expectedAddress }) =>
    differences(
      "address",
      addressOfReverse(reverseName),
      parseAddress(expectedAddress),
    )) satisfies Check<ReverseEntry>,

  metadataLabelFormat: (({ label, isValid }) =>
    differences("is a label", isMetadataLabel(label), isValid)) satisfies Check<{
    readonly label: string;
    readonly isValid: boolean;
  }>,
};
