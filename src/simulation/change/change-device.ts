import type { Change } from "../../cluster/change.js";
import type { Device } from "../../network/device.js";
import { routesLeft } from "../../network/fib/route-state.js";
import { mainTables } from "../../network/network.js";
import type { Namespace } from "../../network/namespace.js";
import type { Route } from "../../network/route.js";
import { kernelRoutes } from "../../network/set-up/kernel-route.js";
import { errorAt } from "../../base/diagnostic.js";
import { withCarrier } from "../../network/change-namespace.js";
import { otherPorts } from "../../network/segment.js";
import { stackOf } from "../journey.js";
import { changeHost, noteCommand } from "./change-host.js";
import type { ChangePlace, Mistakes } from "./change-host.js";

type ChangeOf<Kind extends Change["kind"]> = Change & { readonly kind: Kind };

/** `ip link set DEVICE up|down`: a device that goes down takes its routes and neighbours along; up, the kernel's own routes come back. */
export function setLink(place: ChangePlace, { device, up }: ChangeOf<"set-link">): Mistakes {
  return onDevice(place, device, (known) => {
    noteCommand(place, `ip link set dev ${device} ${up ? "up" : "down"}`);
    if (known.up === up) return;
    const { namespace } = place.stack.host;
    const devices = namespace.devices.map((each) => (each === known ? { ...each, up } : each));
    changeHost(place, withRoutesOf({ ...namespace, devices }, { ...known, up }));
    if (!up) forgetWhatWasLearned(place, device);
    if (known.segment !== null) tellOtherEnd(place, known.segment, device, up);
  });
}

// linux drivers/net/veth.c: veth_open, veth_close; a switch keeps its own ports up.
function tellOtherEnd(place: ChangePlace, id: string, device: string, up: boolean): void {
  const { world, stack } = place;
  const segment = world.segments.get(id);
  if (segment?.kind !== "veth") return;
  for (const port of otherPorts(segment, { namespace: stack.id, device })) {
    const other = stackOf(world, port.namespace);
    other.host.change(withCarrier(other.host.namespace, port.device, up));
    if (!up) forgetWhatWasLearned({ world, stack: other }, port.device);
  }
}

/** `bridge link set dev DEVICE hairpin on|off`. */
export function setHairpin(
  place: ChangePlace,
  { device, hairpin }: ChangeOf<"set-hairpin">,
): Mistakes {
  return onDevice(place, device, (known) => {
    noteCommand(place, `bridge link set dev ${device} hairpin ${hairpin ? "on" : "off"}`);
    const { namespace } = place.stack.host;
    const port = { ...known.port, hairpin };
    const devices = namespace.devices.map((each) => (each === known ? { ...each, port } : each));
    changeHost(place, { ...namespace, devices });
  });
}

/** Frames of the device's cable are lost from now on, both ways; as a command, what would do it at this end. */
export function loseFrames(place: ChangePlace, { device, share }: ChangeOf<"lose">): Mistakes {
  return onDevice(place, device, ({ segment }) => {
    const percent = Number((share * 100).toPrecision(6));
    const netem =
      share === 0 ? `del dev ${device} root` : `replace dev ${device} root netem loss ${percent}%`;
    noteCommand(place, `tc qdisc ${netem}`);
    if (segment !== null) place.world.links.setLoss(segment, share);
  });
}

function onDevice(
  { stack, span }: ChangePlace,
  name: string,
  change: (device: Device) => void,
): Mistakes {
  const { namespace } = stack.host;
  const found = namespace.devices.find((device) => device.name === name);
  if (found === undefined) {
    return [errorAt(span, "unknown-device", { host: namespace.name, name })];
  }
  change(found);
  return [];
}

// linux net/ipv4/fib_frontend.c: fib_netdev_event.
function withRoutesOf(namespace: Namespace, device: Device): Namespace {
  const routes: readonly Route[] = [...namespace.routes.ipv4, ...namespace.routes.ipv6];
  if (!device.up)
    return { ...namespace, routes: mainTables(routesLeft(routes, namespace.devices)) };
  const own = kernelRoutes(device).filter(
    (made) =>
      !routes.some(
        ({ destination, device: by }) =>
          by === made.device &&
          destination.base === made.destination.base &&
          destination.length === made.destination.length,
      ),
  );
  return { ...namespace, routes: mainTables([...routes, ...own]) };
}

// linux net/core/neighbour.c: neigh_ifdown; net/bridge/br_fdb.c: br_fdb_delete_by_port.
function forgetWhatWasLearned(
  { world, stack }: Pick<ChangePlace, "world" | "stack">,
  device: string,
): void {
  for (const { address } of stack.host.neighbours.flush(device)) {
    world.recorder.emit(stack.id, null, { kind: "neighbour-removed", address, device });
  }
  for (const { mac, device: port } of stack.host.forwardings.forget(device)) {
    world.recorder.emit(stack.id, null, { kind: "forwarding-removed", mac, device: port });
  }
}
