import { contains } from "../../base/prefix.js";
import type { NamespaceId } from "../../trace/id.js";
import { LOOPBACK, LOOPBACK_DEVICE, device } from "../device.js";
import type { Device, InterfaceAddress } from "../device.js";
import { LOOPBACK_MAC } from "../mac-address.js";
import { namespace } from "../namespace.js";
import type { Namespace } from "../namespace.js";
import { joinNetwork, mainTables } from "../network.js";
import type { Network, SegmentPlan } from "../network.js";
import type { Route } from "../route.js";
import { usualMtu } from "./usual-mtu.js";
import { kernelRoutes } from "./kernel-route.js";
import type { SetUpStep, VethEnd } from "./set-up-step.js";

/** A network that nothing has been built of. */
export const EMPTY_NETWORK: Network = { namespaces: [], segments: [] };

/** The network after one step more, with what the kernel does by itself: the addresses of `lo`, and connected routes. */
export function applyStep(network: Network, step: SetUpStep): Network {
  switch (step.kind) {
    case "add-lan":
      return withSegment(network, step.segment);
    case "add-namespace":
      return withNamespace(network, namespace({ ...step.identity, ...EMPTY_NAMESPACE }));
    case "add-veth-pair": {
      const [a, b] = step.ends;
      const planned = withSegment(network, step.segment);
      return plugged(plugged(planned, a, step.segment.id), b, step.segment.id);
    }
    case "plug-into-lan":
      return plugged(network, step.end, step.lan.segment);
    case "plug-into-beyond": {
      if (step.segment === null) return plugged(network, step.end, null);
      return plugged(withSegment(network, step.segment), step.end, step.segment.id);
    }
    case "add-device":
      return withDevice(network, step.at.id, {
        ...device({ name: step.device, mac: step.mac, link: step.link, up: false }),
        mtu: usualMtu(step.link, devicesOf(network, step.at.id)),
      });
    case "set-mtu":
      return changed(network, step, { mtu: step.mtu });
    case "set-master":
      return changed(network, step, { master: step.master });
    case "set-port":
      return onDevice(network, step, (known) => ({
        ...known,
        port: { ...known.port, ...step.port },
      }));
    case "set-promiscuous":
      return changed(network, step, { promiscuous: true });
    case "add-address":
      return onDevice(network, step, (known) => ({
        ...known,
        addresses: [...known.addresses, step.address],
      }));
    case "remove-address":
      return onDevice(network, step, (known) => ({
        ...known,
        addresses: known.addresses.filter((own) => !isSame(own, step.address)),
      }));
    case "set-up":
      return changed(network, step, {
        up: true,
        ...(step.device === LOOPBACK ? { addresses: LOOPBACK_DEVICE.addresses } : {}),
      });
    case "set-sysctl":
      return onNamespace(network, step.at.id, (known) => ({
        ...known,
        sysctls: { ...known.sysctls, [step.name]: step.value },
      }));
    case "add-route":
      return onRoutes(network, step.at.id, (routes) => [...routes, step.route]);
    case "delete-route":
      return onRoutes(network, step.at.id, (routes) => without(routes, step));
    case "add-routing-rule":
      return onNamespace(network, step.at.id, (known) => ({
        ...known,
        routingRules: [...known.routingRules, step.rule],
      }));
    case "add-neighbour":
      return onNamespace(network, step.at.id, (known) => ({
        ...known,
        neighbours: [...known.neighbours, step.neighbour],
      }));
    case "add-forwarding":
      return onNamespace(network, step.at.id, (known) => ({
        ...known,
        forwardings: [...known.forwardings, step.forwarding],
      }));
    // Rules and sets are no part of the network: who plays the steps keeps them.
    case "load-ipsets":
    case "load-nftables":
    case "load-ipvs":
    case "load-rules":
      return network;
  }
}

const EMPTY_NAMESPACE = {
  devices: [
    device({
      name: LOOPBACK,
      mac: LOOPBACK_MAC,
      link: LOOPBACK_DEVICE.link,
      mtu: LOOPBACK_DEVICE.mtu,
      up: false,
    }),
  ],
  routes: { ipv4: [], ipv6: [] },
} as const;

function withNamespace({ namespaces, segments }: Network, added: Namespace): Network {
  return { namespaces: [...namespaces, added], segments };
}

function withSegment({ namespaces, segments }: Network, plan: SegmentPlan): Network {
  return { namespaces, segments: [...segments, { ...plan, ports: [] }] };
}

function plugged(
  network: Network,
  { at, device: name, mac }: VethEnd,
  segment: string | null,
): Network {
  return withDevice(network, at.id, device({ name, mac, segment, up: false }));
}

function withDevice(network: Network, id: NamespaceId, added: Device): Network {
  return rejoined(
    onNamespace(network, id, (known) => ({ ...known, devices: [...known.devices, added] })),
  );
}

function changed(
  network: Network,
  place: { readonly at: { readonly id: NamespaceId }; readonly device: string },
  fields: Partial<Device>,
): Network {
  return onDevice(network, place, (known) => ({ ...known, ...fields }));
}

// A device that comes up, or has one address more, has the routes that the kernel makes for that.
function onDevice(
  network: Network,
  place: { readonly at: { readonly id: NamespaceId }; readonly device: string },
  change: (known: Device) => Device,
): Network {
  const addressed = { changed: false };
  const next = onNamespace(network, place.at.id, (known) => {
    const before = known.devices.find(({ name }) => name === place.device);
    if (before === undefined) return known;
    const after = change(before);
    addressed.changed = after.addresses !== before.addresses;
    const had = kernelRoutes(before);
    const own = kernelRoutes(after).filter((made) => !had.some((old) => isSameRoute(old, made)));
    const gone = had.filter((old) => !kernelRoutes(after).some((made) => isSameRoute(old, made)));
    const routes = [...known.routes.ipv4, ...known.routes.ipv6].filter(
      (route) => !gone.some((old) => isSameRoute(old, route)),
    );
    return {
      ...known,
      devices: known.devices.map((one) => (one === before ? after : one)),
      routes: own.length + gone.length === 0 ? known.routes : mainTables([...routes, ...own]),
    };
  });
  return addressed.changed ? rejoined(next) : next;
}

function onRoutes(
  network: Network,
  id: NamespaceId,
  change: (routes: readonly Route[]) => readonly Route[],
): Network {
  return onNamespace(network, id, (known) => ({
    ...known,
    routes: mainTables(change([...known.routes.ipv4, ...known.routes.ipv6])),
  }));
}

function onNamespace(
  { namespaces, segments }: Network,
  id: NamespaceId,
  change: (known: Namespace) => Namespace,
): Network {
  return {
    namespaces: namespaces.map((known) => (known.id === id ? change(known) : known)),
    segments,
  };
}

function rejoined({ namespaces, segments }: Network): Network {
  return joinNetwork(
    namespaces,
    segments.map(({ id, kind, name }) => ({ id, kind, name })),
  );
}

function devicesOf({ namespaces }: Network, id: NamespaceId): readonly Device[] {
  return namespaces.find((known) => known.id === id)?.devices ?? [];
}

function without(
  routes: readonly Route[],
  gone: SetUpStep & { readonly kind: "delete-route" },
): readonly Route[] {
  return routes.filter(
    ({ destination, device: name, table }) =>
      !(
        table === "main" &&
        name === gone.device &&
        destination.length === gone.destination.length &&
        contains(gone.destination, destination.base)
      ),
  );
}

function isSameRoute(a: Route, b: Route): boolean {
  return (
    a.destination.base === b.destination.base &&
    a.destination.length === b.destination.length &&
    a.device === b.device &&
    a.protocol === b.protocol
  );
}

function isSame(a: InterfaceAddress, b: InterfaceAddress): boolean {
  return a.address === b.address && a.length === b.length;
}
