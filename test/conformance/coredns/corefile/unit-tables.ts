import { parseAddress } from "../../../../src/base/address.js";
import { parsePrefix } from "../../../../src/base/prefix.js";
import { readZones, splitTransport, zonesOrKeys } from "../../../../src/dns/corefile/block-key.js";
import type { Transport } from "../../../../src/dns/corefile/corefile.js";
import { dispense } from "../../../../src/dns/corefile/dispenser.js";
import { registerKey } from "../../../../src/dns/corefile/double-key.js";
import { joinHostPort } from "../../../../src/dns/corefile/go-value.js";
import { readHostPort, readServers } from "../../../../src/dns/corefile/host-port.js";
import { lexCorefile } from "../../../../src/dns/corefile/lex.js";
import { isMistake } from "../../../../src/dns/corefile/mistake.js";
import {
  addressOfReverse,
  isReverse,
  reverseZones,
} from "../../../../src/dns/corefile/reverse-zone.js";
import { hasPreferredForm } from "../../../../src/dns/corefile/zone-form.js";
import { isMetadataLabel } from "../../../../src/dns/metadata.js";
import { readNet } from "../../../../src/dns/plugins/acl/setup.js";
import { probeZone } from "../../../../src/dns/plugins/loop/probe.js";
import { setupSecondary } from "../../../../src/dns/plugins/secondary/setup.js";
import { splitListenAddress, startUpText } from "../../../../src/dns/start-up-text.js";
import { isInZone, joinLabels, withoutZone } from "../../../../src/packet/dns-name.js";
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

interface SplitEntry {
  readonly input: string;
  readonly ip: string;
  readonly port: string;
  readonly proto: string;
  readonly shouldErr: boolean;
}

interface StartEntry {
  readonly protocol: string;
  readonly addr: string;
  readonly zones: Readonly<Record<string, unknown>>;
  readonly expectedOutput: string;
}

interface HostPortEntry {
  readonly in: string;
  readonly expected: string;
}

/** The file that CoreDNS's own test makes. */
const RESOLV_CONF = new Map([["resolv.conf", "nameserver 127.0.0.1\n"]]);

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

  hostPort: ((entry) => {
    const read = readHostPort(entry.in);
    const found = read.ok ? joinHostPort(read.value.host, read.value.port) : "";
    return differences("server", found, entry.expected);
  }) satisfies Check<HostPortEntry>,

  hostPortOrFile: ((entry) => {
    const read = readServers([entry.in], RESOLV_CONF);
    return differences("server", read.ok ? read.value.join() : "", entry.expected);
  }) satisfies Check<HostPortEntry>,

  isReverse: (({ name, expected }) =>
    differences("is reverse", isReverse(name), expected !== 0)) satisfies Check<{
    readonly name: string;
    readonly expected: number;
  }>,

  rfc1035Syntax: (({ zone, expected }) =>
    differences("has the preferred form", hasPreferredForm(zone), expected)) satisfies Check<{
    readonly zone: string;
    readonly expected: boolean;
  }>,

  transferIn: (({ inputFileRules, shouldErr }) => {
    const text = `secondary example.org {\n transfer ${inputFileRules}\n}`;
    const words = dispense(lexCorefile({ name: "Corefile", text }, 0));
    return differences("errs", isMistake(setupSecondary(words, { zones: ["."] })), shouldErr);
  }) satisfies Check<{ readonly inputFileRules: string; readonly shouldErr: boolean }>,

  trimZone: (({ qname, zone, expected }) =>
    differences("name", withoutZone(qname, zone), expected)) satisfies Check<{
    readonly qname: string;
    readonly zone: string;
    readonly expected: string;
  }>,

  splitProtocolHostPort: (({ input, ip, port, proto, shouldErr }) => {
    const split = splitListenAddress(input);
    if (!split.ok || shouldErr) return differences("errs", !split.ok, shouldErr);
    return differences("parts", split.value, { protocol: proto, host: ip, port });
  }) satisfies Check<SplitEntry>,

  startUpZones: (({ protocol, addr, zones, expectedOutput }) =>
    differences(
      "text",
      startUpText(protocol, addr, Object.keys(zones)),
      expectedOutput,
    )) satisfies Check<StartEntry>,

  join: ((entry) => differences("name", joinLabels(entry.in), entry.out)) satisfies Check<{
    readonly in: readonly string[];
    readonly out: string;
  }>,

  loopServerBlockKeys: (({ key, want }) =>
    differences("zone", probeZone([key]), want)) satisfies Check<{
    readonly key: string;
    readonly want: string;
  }>,

  aclNormalize: (({ args: { rawNet }, want }) => {
    const [found, expected] = [readNet(rawNet), parsePrefix(want)];
    return expected === null ? ["is no range"] : differences("range", found, expected);
  }) satisfies Check<{ readonly args: { readonly rawNet: string }; readonly want: string }>,

  metadataLabelFormat: (({ label, isValid }) =>
    differences("is a label", isMetadataLabel(label), isValid)) satisfies Check<{
    readonly label: string;
    readonly isValid: boolean;
  }>,
};
