import type { Address } from "../base/address.js";
import type { HostView } from "../netfilter/host-view.js";
import { addressType } from "./fib/address-type.js";
import type { Fib } from "./fib/fib.js";
import { outgoingFlow } from "./fib/flow.js";
import { selectSource } from "./fib/select-source.js";
import type { Namespace } from "./namespace.js";
import type { Settings } from "./sysctl/settings.js";

/** What netfilter asks of a namespace that routes by these tables. */
export function createHostView(
  { devices }: Pick<Namespace, "devices">,
  fib: Fib,
  settings: Settings,
): HostView {
  // Every table that a packet enters asks for the types of its two addresses.
  const known = new Map<Address, ReturnType<HostView["addressTypeOf"]>>();
  return {
    addressTypeOf: (address, device = null) => {
      if (device !== null) return addressType(fib, address, device);
      const type = known.get(address) ?? addressType(fib, address);
      known.set(address, type);
      return type;
    },
    // linux net/netfilter/nf_nat_masquerade.c: nf_nat_masquerade_ipv4 takes the address of the next hop's network.
    primaryAddressOf: (device, family, destination = null) =>
      selectSource(devices, {
        device,
        towards: family === "ipv4" ? nextHopOf(fib, device, destination) : destination,
        family,
        scope: "global",
        routesLocalnet: settings.either(device, "route_localnet"),
      }),
  };
}

function nextHopOf(fib: Fib, device: string, destination: Address | null): Address | null {
  if (destination === null) return null;
  const found = fib.lookUp(outgoingFlow({ destination, output: device }));
  if (found.kind !== "route") return destination;
  const hop = found.hops.find((candidate) => candidate.device === device);
  return hop?.gateway ?? destination;
}
