import { FAMILIES } from "../base/address.js";
import type { FateDevice, FateHost } from "../netfilter/fate/fate-host.js";
import type { Namespace } from "../network/namespace.js";
import type { StartingRules } from "../simulation/set-up/scenario-network.js";

/** A namespace with these rules as `packetFates` looks at it: its devices, what they lead to, and what is loaded. */
export function fateHostOf({ devices, routes }: Namespace, rules: StartingRules): FateHost {
  return {
    ...rules,
    devices: devices.map(({ name, addresses }): FateDevice => {
      const ways = FAMILIES.flatMap((family) => routes[family]).filter(
        (route) => route.kind === "unicast" && route.device === name,
      );
      return {
        name,
        addresses: addresses.map(({ address }) => address),
        networks: ways.map(({ destination }) => destination),
      };
    }),
  };
}
