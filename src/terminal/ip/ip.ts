import { refused } from "../answer.js";
import type { Answer } from "../answer.js";
import { tablesOf } from "../moment.js";
import type { HostMoment } from "../moment.js";
import { usageOf } from "../tool.js";
import type { Tool } from "../tool.js";
import { showLinks, showAddresses } from "./show-links.js";
import { showNamespaces, showNeighbours, showRules } from "./show-others.js";
import { showRoutes } from "./show-routes.js";
import { abbreviated, readIp } from "./words.js";
import type { IpOptions } from "./words.js";

type Show = (words: readonly string[], options: IpOptions, moment: HostMoment) => Answer | null;

/** An object of `ip`: how its help calls it, and what lists it. */
interface IpObject {
  readonly names: readonly string[];
  readonly help: string;
  readonly show: Show;
}

// In the order in which iproute2 tries abbreviations (ip/ip.c: cmds).
const OBJECTS: readonly IpObject[] = [
  { names: ["address"], help: "address", show: showAddresses },
  { names: ["neighbor", "neighbour"], help: "neigh", show: showNeighbours },
  { names: ["link"], help: "link", show: showLinks },
  { names: ["route"], help: "route", show: showRoutes },
  { names: ["rule"], help: "rule", show: showRules },
  {
    names: ["netns"],
    help: "netns",
    show: (words, _options, moment) => showNamespaces(words, moment),
  },
];

const FORMS = [
  "ip [-4|-6] [-br] addr [show] [dev DEVICE] [up]",
  "ip [-br] [-d] link [show] [dev DEVICE] [master BRIDGE] [type KIND] [up]",
  "ip [-6] route [show] [table NUMBER|all] [dev DEVICE] [PREFIX]",
  "ip [-6] neigh [show] [dev DEVICE]",
  "ip [-6] rule [show]",
  "ip netns [list]",
];

const OTHERS: ReadonlySet<string> = new Set([
  "add",
  "change",
  "replace",
  "delete",
  "del",
  "set",
  "flush",
  "get",
  "exec",
  "append",
  "save",
  "restore",
]);

/** `ip` of iproute2 6.1. */
export const ip: Tool = {
  name: "ip",
  forms: FORMS,
  examples: (moment) => {
    const devices = tablesOf(moment).devices.map(({ name }) => name);
    return [
      "ip addr",
      "ip route",
      "ip neigh",
      "ip link",
      "ip rule",
      "ip -br addr",
      "ip route show table all",
      "ip route show table local",
      "ip -6 addr",
      "ip -6 route",
      "ip -d link",
      "ip -br link",
      ...(moment.host.kind === "node" ? ["ip netns"] : []),
      ...devices.map((name) => `ip addr show dev ${name}`),
    ];
  },
  run(words, moment) {
    const command = readIp(ip, words);
    if ("kind" in command) return command;
    const object = OBJECTS.find(({ names }) => abbreviated(command.object, names) !== null);
    if (object === undefined) {
      return command.object === "" || command.object === "help"
        ? usageOf(ip, words.join(" "))
        : refused(`Object "${command.object}" is unknown, try "ip help".\n`, 1);
    }
    const [verb = "show", ...rest] = command.words;
    if (abbreviated(verb, ["show", "list", "lst"]) === null) {
      return OTHERS.has(verb)
        ? usageOf(ip, `${object.help} ${verb}`)
        : refused(`Command "${verb}" is unknown, try "ip ${object.help} help".\n`, 255);
    }
    const answer = object.show(rest, command.options, moment);
    return answer ?? usageOf(ip, words.join(" "));
  },
};
