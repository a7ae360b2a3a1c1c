import type { NamespaceId } from "../../trace/id.js";
import type { Device } from "../device.js";
import type { Namespace } from "../namespace.js";
import type { Network } from "../network.js";
import type { SetUpStep } from "./set-up-step.js";
import { stepNamespaces } from "./step-namespaces.js";
import { deviceOfSetting } from "./table-tasks.js";

/**
 * Whether a step builds these namespaces: what is done in them, and elsewhere the far ends of their cables, what stands on
 * these, and a bridge that has no other ports, as a CNI makes it with its first pod.
 */
export function builtWith(
  network: Network,
  chosen: ReadonlySet<NamespaceId>,
): (step: SetUpStep) => boolean {
  const elsewhere = new Map(
    network.namespaces
      .filter(({ id }) => !chosen.has(id))
      .map((namespace) => [namespace.id, devicesWith(namespace, farEnds(network, chosen))]),
  );
  return (step) => {
    if (stepNamespaces(step).some((id) => chosen.has(id))) return true;
    if (!("at" in step)) return false;
    const devices = elsewhere.get(step.at.id) ?? [];
    return devices.length > 0 && concerns(step, devices);
  };
}

function farEnds({ segments }: Network, chosen: ReadonlySet<NamespaceId>): ReadonlySet<string> {
  const cables = segments.filter(
    ({ kind, ports }) => kind !== "lan" && ports.some(({ namespace }) => chosen.has(namespace)),
  );
  return new Set(
    cables.flatMap(({ ports }) => ports.map(({ namespace, device }) => key(namespace, device))),
  );
}

// A device joins as long as another is found that stands on those that are in.
function devicesWith({ id, devices }: Namespace, ends: ReadonlySet<string>): readonly Device[] {
  const names = new Set(
    devices.filter(({ name }) => ends.has(key(id, name))).map(({ name }) => name),
  );
  const isCarried = ({ name, link }: Device): boolean => {
    if ("lower" in link && link.lower !== null) return names.has(link.lower);
    const ports = link.kind === "bridge" ? devices.filter(({ master }) => master === name) : [];
    return ports.length > 0 && ports.every((port) => names.has(port.name));
  };
  for (let before = -1; before < names.size;) {
    before = names.size;
    for (const device of devices) if (isCarried(device)) names.add(device.name);
  }
  return devices.filter(({ name }) => names.has(name));
}

function concerns(
  step: Extract<SetUpStep, { readonly at: unknown }>,
  devices: readonly Device[],
): boolean {
  const isOne = (name: string | null): boolean => devices.some((device) => device.name === name);
  switch (step.kind) {
    case "add-route": {
      const { device, hops, source } = step.route;
      const isSource = devices.some(({ addresses }) =>
        addresses.some(({ address }) => address === source),
      );
      return isOne(device) || hops.some((hop) => isOne(hop.device)) || isSource;
    }
    case "add-neighbour":
      return isOne(step.neighbour.device);
    case "add-forwarding":
      return isOne(step.forwarding.device);
    case "set-sysctl":
      return isOne(deviceOfSetting(step.name));
    case "add-namespace":
    case "add-routing-rule":
    case "load-ipsets":
    case "load-nftables":
    case "load-ipvs":
    case "load-rules":
      return false;
    case "add-device":
    case "set-mtu":
    case "set-master":
    case "set-port":
    case "set-promiscuous":
    case "add-address":
    case "remove-address":
    case "set-up":
    case "delete-route":
      return isOne(step.device);
  }
}

function key(namespace: string, device: string): string {
  return `${namespace} ${device}`;
}
