import type { Change } from "../../cluster/change.js";
import { withLink } from "../../network/change-namespace.js";
import type { Device } from "../../network/device.js";
import { forgetDevice } from "../../network/neighbour/forget-device.js";
import { errorAt } from "../../base/diagnostic.js";
import { nearest } from "../../base/nearest.js";
import { changeCarriers } from "./change-carriers.js";
import { changeHost, noteCommand } from "./change-host.js";
import type { ChangePlace, Mistakes } from "./change-host.js";

type ChangeOf<Kind extends Change["kind"]> = Change & { readonly kind: Kind };

/** `ip link set DEVICE up|down`: a device that goes down takes its routes and neighbours along; up, the kernel's own routes come back. */
export function setLink(place: ChangePlace, { device, up }: ChangeOf<"set-link">): Mistakes {
  return onDevice(place, device, (known) => {
    noteCommand(place, `ip link set dev ${device} ${up ? "up" : "down"}`);
    if (known.up === up) return;
    const { world, stack } = place;
    changeHost(place, withLink(stack.host.namespace, device, up));
    if (!up) forgetDevice(stack.host, device, world.recorder.emitter(stack.id, null));
    changeCarriers(world);
  });
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
    const names = namespace.devices.map((device) => device.name);
    const near = nearest(name, names);
    const hint = near === null ? {} : { nearest: near };
    return [errorAt(span, "unknown-device", { host: namespace.name, name, ...hint })];
  }
  change(found);
  return [];
}
