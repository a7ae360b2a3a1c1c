import { contains, hostPrefix } from "../../base/prefix.js";
import { familyOf } from "../../base/address.js";
import type { Address, Family } from "../../base/address.js";
import { prefix } from "../../base/prefix.js";
import type { Prefix } from "../../base/prefix.js";
import type { HostView } from "../host-view.js";
import type { IpSets } from "../ipset/ip-set.js";
import type { Nftables } from "../nftables/model/nftables.js";
import type { RuleSet } from "../rule-set.js";

/** A host's rules, and just enough of its network to know which hooks a packet passes. */
export interface FateHost {
  readonly ruleSets: Readonly<Record<Family, RuleSet>>;
  /** The tables of nft; absent for none. */
  readonly nftables?: Nftables;
  /** The sets of `ipset` that rules ask. */
  readonly sets: IpSets;
  readonly devices: readonly FateDevice[];
}

/** A device of the host. */
export interface FateDevice {
  readonly name: string;
  /** The host's own addresses there; MASQUERADE takes the first of a family. */
  readonly addresses: readonly Address[];
  /** What lies behind it; a prefix of length 0 makes it the way to everywhere else. */
  readonly networks: readonly Prefix[];
}

/** The device of the host's own addresses. */
export const LOOPBACK = "lo";

const LOOPBACK_NETWORK = { ipv4: prefix("127.0.0.0/8"), ipv6: prefix("::1/128") } as const;

/** The device by which the host reaches an address; null without a way. */
export function deviceTowards(devices: readonly FateDevice[], to: Address): string | null {
  if (isLocal(devices, to)) return LOOPBACK;
  let best: { readonly name: string; readonly length: number } | null = null;
  for (const { name, addresses, networks } of devices) {
    for (const network of [...networks, ...addresses.map(hostPrefix)]) {
      if (network.family !== familyOf(to) || !contains(network, to)) continue;
      if (best === null || network.length > best.length) best = { name, length: network.length };
    }
  }
  return best?.name ?? null;
}

/** What rules can ask of the host. */
export function viewOf(devices: readonly FateDevice[]): HostView {
  return {
    addressTypeOf: (asked) => (isLocal(devices, asked) ? "LOCAL" : "UNICAST"),
    primaryAddressOf(device, family) {
      const ofFamily = (address: Address): boolean => familyOf(address) === family;
      const own = devices.find(({ name }) => name === device)?.addresses.find(ofFamily);
      // A device without an address sends with another one of the host's.
      return own ?? devices.flatMap(({ addresses }) => addresses).find(ofFamily) ?? null;
    },
  };
}

function isLocal(devices: readonly FateDevice[], asked: Address): boolean {
  return (
    contains(LOOPBACK_NETWORK[familyOf(asked)], asked) ||
    devices.some(({ addresses }) => addresses.includes(asked))
  );
}
