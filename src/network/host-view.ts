import { familyOf } from "../base/address.js";
import type { Address, Family } from "../base/address.js";
import { contains, prefix } from "../base/prefix.js";
import type { HostView } from "../netfilter/host-view.js";
import { primaryAddress } from "./device.js";
import type { Device } from "./device.js";
import { broadcastAddresses } from "./local-table.js";
import type { RoutingTable } from "./routing-table.js";

const MULTICAST = { ipv4: prefix("224.0.0.0/4"), ipv6: prefix("ff00::/8") } as const;

type AddressType = ReturnType<HostView["addressTypeOf"]>;

/** What netfilter asks of a namespace with these devices. */
export function createHostView(
  devices: readonly Device[],
  local: Readonly<Record<Family, RoutingTable>>,
): HostView {
  const broadcasts = broadcastAddresses(devices);
  const typeOf = (address: Address): AddressType => {
    const family = familyOf(address);
    if (local[family].lookup(address) !== null) return "LOCAL";
    if (broadcasts.has(address)) return "BROADCAST";
    return contains(MULTICAST[family], address) ? "MULTICAST" : "UNICAST";
  };
  // Every table that a packet enters asks for the types of its two addresses.
  const known = new Map<Address, AddressType>();
  return {
    addressTypeOf: (address) => {
      const type = known.get(address) ?? typeOf(address);
      known.set(address, type);
      return type;
    },
    // linux net/ipv4/devinet.c: inet_select_addr takes another device's address where this one has none.
    primaryAddressOf: (name, family) => {
      const ordered = [...devices].sort(
        (a, b) => Number(b.name === name) - Number(a.name === name),
      );
      const found = ordered
        .filter((device) => device.name === name || device.segment !== null)
        .map((device) => primaryAddress(device, family));
      return found.find((address) => address !== null) ?? null;
    },
  };
}
