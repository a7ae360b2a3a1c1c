import type { Address } from "../../../base/address.js";
import type { Effects } from "../../../base/effect.js";
import { ask } from "../../ask.js";
import type { DnsNeed } from "../../effect.js";
import type { DnsWorld } from "../../world.js";
import type { Destination, ForwardOptions, UpstreamTransport } from "./options.js";

/** A server that queries are forwarded to. */
export interface Server {
  readonly transport: UpstreamTransport;
  readonly address: Address;
  readonly port: number;
}

/** What the round-robin policy remembers: how many lists it has given out. */
export interface Rotation {
  count: number;
}

/** The servers behind the destinations, the same one only once. */
export function serversOf(to: readonly Destination[], world: DnsWorld): readonly Server[] {
  const servers = to.flatMap((destination): readonly Server[] => {
    if (destination.kind === "server") return [destination];
    const addresses =
      destination.servers === "own" ? world.resolvConf.servers : destination.servers;
    return addresses.map((address) => ({ transport: "dns", address, port: 53 }));
  });
  const keys = servers.map(({ address, port }) => `${address} ${port}`);
  return servers.filter((_, index) => keys.indexOf(keys[index] ?? "") === index);
}

/** The servers in the order in which a query tries them (coredns plugin/forward/policy.go). */
export function* orderServers(
  servers: readonly Server[],
  policy: ForwardOptions["policy"],
  rotation: Rotation,
): Effects<DnsNeed, readonly Server[]> {
  switch (policy) {
    case "sequential":
      return servers;
    case "round_robin": {
      // Counted before it is used, so the second server comes first.
      rotation.count++;
      const first = rotation.count % servers.length;
      const rest = servers.filter((_, index) => index !== first);
      return [...servers.slice(first, first + 1), ...rest];
    }
    case "random":
      return yield* permute(servers);
  }
}

function* permute(servers: readonly Server[]): Effects<DnsNeed, readonly Server[]> {
  let order = servers;
  for (let index = 0; index < servers.length - 1; index++) {
    const other = index + (yield* ask({ kind: "draw", bound: servers.length - index }));
    const [here, there] = [order[index], order[other]];
    if (here !== undefined && there !== undefined) {
      order = order.with(index, there).with(other, here);
    }
  }
  return order;
}
