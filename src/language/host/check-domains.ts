import { errorAt, warningAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { NodeDeclaration } from "../../cluster/declaration.js";
import type { LanPort, LinkDeclaration } from "../../cluster/topology/topology.js";
import type { HostDraft } from "./host-draft.js";

/** Sets that grow together. */
interface Groups {
  readonly of: (member: string) => string;
  /** Joins the sets of two members; false where they are one already. */
  readonly join: (a: string, b: string) => boolean;
}

function createGroups(): Groups {
  const parents = new Map<string, string>();
  const of = (member: string): string => {
    let root = member;
    for (let up = parents.get(root); up !== undefined; up = parents.get(root)) root = up;
    // Short ways for the next time.
    for (let at = member; at !== root;) {
      const up = parents.get(at) ?? root;
      parents.set(at, root);
      at = up;
    }
    return root;
  };
  const join = (a: string, b: string): boolean => {
    const [one, other] = [of(a), of(b)];
    if (one !== other) parents.set(one, other);
    return one !== other;
  };
  return { of, join };
}

// No host and device are called so together.
const LAN = "nodes";

const keyOf = (host: string, device: string): string => `${host} ${device}`;

/** Warns of cables that close a loop of bridges: frames for everybody would go round it. */
export function checkBridgeLoops(
  hosts: readonly HostDraft[],
  links: readonly LinkDeclaration[],
  report: Report,
): void {
  const bridges = createGroups();
  const masters = new Map(
    hosts.flatMap(({ name, devices }) =>
      [...devices.values()].flatMap(({ name: device, master }) =>
        master === null
          ? []
          : [[keyOf(name.value, device), keyOf(name.value, master.value)] as const],
      ),
    ),
  );
  for (const { ends, span } of links) {
    const [a, b] = ends.map(({ host, device }) => masters.get(keyOf(host, device)));
    if (a === undefined || b === undefined || bridges.join(a, b)) continue;
    const names = [a, b].map((key) => key.split(" ").at(-1) ?? "");
    report(warningAt(span, "bridge-loop", { bridges: [...new Set(names)] }));
  }
}

/** Reports addresses that two devices of one layer-2 network have, and leaves the later ones out. */
export function checkSharedAddresses(
  hosts: readonly HostDraft[],
  {
    links,
    lanPorts,
    nodes,
  }: {
    readonly links: readonly LinkDeclaration[];
    readonly lanPorts: readonly LanPort[];
    readonly nodes: readonly NodeDeclaration[];
  },
  report: Report,
): readonly HostDraft[] {
  const networks = createGroups();
  for (const { name, devices } of hosts)
    for (const { name: device, master } of devices.values())
      if (master !== null)
        networks.join(keyOf(name.value, device), keyOf(name.value, master.value));
  for (const { ends } of links)
    networks.join(keyOf(ends[0].host, ends[0].device), keyOf(ends[1].host, ends[1].device));
  for (const { host, device } of lanPorts) networks.join(keyOf(host, device), LAN);
  const lan = networks.of(LAN);
  const owners = new Map<string, string>(
    nodes.flatMap(({ name, addresses }) =>
      addresses.map(({ value }) => [`${lan} ${value}`, name.value] as const),
    ),
  );
  return hosts.map((host) => ({
    ...host,
    devices: new Map(
      [...host.devices].map(([name, device]) => {
        if (name === "lo") return [name, device];
        const network = networks.of(keyOf(host.name.value, name));
        const addresses = device.addresses.filter(({ value, span }) => {
          const key = `${network} ${value.address}`;
          const owner = owners.get(key);
          const own = `${host.name.value}.${name}`;
          if (owner === undefined || owner === own) return owners.set(key, own);
          report(errorAt(span, "duplicate-address", { address: value.address, owner }));
          return false;
        });
        return [name, { ...device, addresses }];
      }),
    ),
  }));
}
