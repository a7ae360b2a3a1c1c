import { address, familyOf } from "../../../src/base/address.js";
import type { Address, Family } from "../../../src/base/address.js";
import { contains, nthAddress, prefix } from "../../../src/base/prefix.js";
import type { Prefix } from "../../../src/base/prefix.js";
import type { FateDevice } from "../../../src/index.js";

// The pods of kube-proxy's own tests, whose Node has no ranges.
const UPSTREAM_PODS: Readonly<Record<Family, Prefix>> = {
  ipv4: prefix("10.0.0.0/8"),
  ipv6: prefix("fd00:10::/32"),
};

/**
 * The devices of the node on which the flows were recorded: eth0 with the node's addresses and the way out, cni0 with
 * the pods of the node; a veth without an address where pods are told by an interface's prefix.
 */
export function recordedDevices(
  yaml: string,
  localIPs: readonly string[],
  family: Family,
): readonly FateDevice[] {
  const own = localIPs.map((text) => address(text));
  const pods = podRangeOf(yaml, family) ?? UPSTREAM_PODS[family];
  const first = nthAddress(pods, 1);
  const isVeth = /^\s*mode: InterfaceNamePrefix$/m.test(yaml);
  return [
    { name: "eth0", addresses: own, networks: [prefix("0.0.0.0/0"), prefix("::/0")] },
    {
      name: isVeth ? "veth1" : "cni0",
      addresses: isVeth || first === null ? [] : [first],
      networks: [pods],
    },
  ];
}

/** By which device a packet comes in; null for one of the node's own. */
export function entranceOf(
  recorded: string | null,
  source: Address,
  devices: readonly FateDevice[],
): string | null {
  if (recorded !== null) return recorded === "local process" ? null : recorded;
  const isOwn = devices.some(({ addresses }) => addresses.includes(source));
  if (isOwn || source.startsWith("127.") || source === "::1") return null;
  const behind = devices.findLast(({ networks }) =>
    networks.some((network) => network.family === familyOf(source) && contains(network, source)),
  );
  return behind?.name ?? null;
}

function podRangeOf(yaml: string, family: Family): Prefix | null {
  const listed = /podCIDRs:\n((?:\s+- .*\n)+)/.exec(yaml)?.[1]?.match(/[\da-f.:]+\/\d+/g) ?? [];
  return listed.map((range) => prefix(range)).find((range) => range.family === family) ?? null;
}
