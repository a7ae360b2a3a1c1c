import type { DeviceLink } from "../../cluster/topology/device.js";
import { shellDevice } from "./shell-name.js";

/** What follows `ip link add … type` for a kind of device. */
export function linkWords(link: DeviceLink): string {
  switch (link.kind) {
    case "loopback":
    case "ethernet":
    case "bridge":
    case "dummy":
      return link.kind;
    case "vxlan": {
      const { vni, local, lower, port, learning } = link;
      return words(
        `vxlan id ${vni}`,
        local === null ? "" : `local ${local}`,
        lower === null ? "" : `dev ${shellDevice(lower)}`,
        `dstport ${port}`,
        learning ? "" : "nolearning",
      );
    }
    case "ipip":
    case "gre":
      return words(
        link.kind,
        link.local === null ? "" : `local ${link.local}`,
        link.remote === null ? "" : `remote ${link.remote}`,
      );
    case "macvlan":
    case "ipvlan":
      return `${link.kind} mode ${link.mode}`;
  }
}

/** The device that a device of this kind is made on top of, where `ip link add` names it before the kind. */
export function lowerWords(link: DeviceLink): string {
  return link.kind === "macvlan" || link.kind === "ipvlan"
    ? `link ${shellDevice(link.lower)} `
    : "";
}

function words(...all: readonly string[]): string {
  return all.filter((word) => word !== "").join(" ");
}
