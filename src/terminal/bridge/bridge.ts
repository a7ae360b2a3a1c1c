import type { ForwardingEntry } from "../../trace/host-tables.js";
import { printed, refused } from "../answer.js";
import type { Answer } from "../answer.js";
import { linksOf } from "../ip/links.js";
import type { Link } from "../ip/links.js";
import { abbreviated, readIp, readNarrowing } from "../ip/words.js";
import { tablesOf } from "../moment.js";
import type { HostMoment } from "../moment.js";
import { usageOf } from "../tool.js";
import type { Tool } from "../tool.js";

const OBJECTS = ["link", "fdb"] as const;

/** `bridge` of iproute2 6.1. */
export const bridge: Tool = {
  name: "bridge",
  forms: ["bridge fdb [show] [dev DEVICE] [br BRIDGE]", "bridge [-d] link [show] [dev DEVICE]"],
  examples: (moment) =>
    tablesOf(moment).devices.some(({ kind }) => kind === "bridge" || kind === "vxlan")
      ? ["bridge fdb", "bridge link"]
      : [],
  run(words, moment) {
    const command = readIp(bridge, words);
    if ("kind" in command) return command;
    const object = abbreviated(command.object, OBJECTS);
    if (object === null)
      return ["", "help", "mdb", "vlan", "monitor"].includes(command.object)
        ? usageOf(bridge, words.join(" "))
        : refused(`Object "${command.object}" is unknown, try "bridge help".\n`, 255);
    const [verb = "show", ...rest] = command.words;
    if (abbreviated(verb, ["show", "list", "lst"]) === null) {
      return ["add", "append", "replace", "delete", "del", "get", "set", "flush"].includes(verb)
        ? usageOf(bridge, `${object} ${verb}`)
        : refused(`Command "${verb}" is unknown, try "bridge ${object} help".\n`, 255);
    }
    const show = object === "fdb" ? showForwardings : showPorts;
    return show(rest, moment, command.options.detailed) ?? usageOf(bridge, words.join(" "));
  },
};

/**
 * Device by device: what was learned, then the port's own address. The kernel's order is by hash, and its own entries for
 * groups (`33:33:…`, `01:00:5e:…`) are not known.
 */
function showForwardings(words: readonly string[], moment: HostMoment): Answer | null {
  const narrowing = readNarrowing(words, { keys: ["dev", "br", "brport"], bare: null });
  if (narrowing === null) return null;
  const { devices, forwardings } = tablesOf(moment);
  const only = narrowing.get("dev") ?? narrowing.get("brport") ?? null;
  const missing = [only, narrowing.get("br") ?? null].find(
    (name) => name !== null && devices.every((device) => device.name !== name),
  );
  if (missing !== undefined && missing !== null)
    return refused(`Cannot find device "${missing}"\n`, 1);
  const lines = devices.flatMap((device) => {
    const learned = forwardings.filter((entry) => entry.device === device.name);
    const master = device.kind === "bridge" ? device.name : device.master;
    const isKnown =
      learned.some(({ mac }) => mac === device.mac) ||
      // A bridge that took its address from a port has no entry of its own.
      (device.kind === "bridge" &&
        devices.some((port) => port.master === device.name && port.mac === device.mac));
    const own = master === null || isKnown ? [] : [ownEntry(device.mac, device.name, master)];
    return [...learned, ...own];
  });
  return printed(
    lines
      .filter((entry) => only === null || entry.device === only)
      .filter((entry) => (narrowing.get("br") ?? entry.master) === entry.master)
      .map((entry) => entryText(entry, only === null))
      .join(""),
  );
}

function ownEntry(mac: string, device: string, master: string): ForwardingEntry {
  return { mac, device, master, destination: null, permanent: true };
}

// iproute2 bridge/fdb.c: print_fdb.
function entryText(
  { mac, device, master, destination, permanent }: ForwardingEntry,
  withDevice: boolean,
): string {
  const words = [
    mac,
    ...(withDevice ? [`dev ${device}`] : []),
    ...(destination === null ? [] : [`dst ${destination}`]),
    master === null ? "self" : `master ${master}`,
  ];
  return `${words.join(" ")} ${permanent ? "permanent" : ""}\n`;
}

function showPorts(words: readonly string[], moment: HostMoment, detailed: boolean): Answer | null {
  const narrowing = readNarrowing(words, { keys: ["dev"], bare: null });
  if (narrowing === null) return null;
  const links = linksOf(moment);
  const only = narrowing.get("dev") ?? null;
  if (only !== null && links.every(({ device }) => device.name !== only))
    return refused(`Cannot find device "${only}"\n`, 1);
  const ports = links.filter(
    ({ device }) => device.master !== null && (only === null || device.name === only),
  );
  return printed(ports.map((port) => portText(port, detailed)).join(""));
}

// iproute2 bridge/link.c: print_linkinfo.
function portText({ device, index, title, flags }: Link, detailed: boolean): string {
  const state = flags.includes("LOWER_UP") ? "forwarding" : "disabled";
  const line = `${index}: ${title}: ${flags} mtu ${device.mtu} master ${device.master ?? ""} state ${state} priority 32 cost 2 \n`;
  return detailed
    ? `${line}    hairpin ${device.hairpin ? "on" : "off"} guard off root_block off fastleave off learning on flood on mcast_flood on bcast_flood on mcast_router 1 mcast_to_unicast off neigh_suppress off vlan_tunnel off isolated off locked off \n`
    : line;
}
