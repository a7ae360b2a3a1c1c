import {
  printIpvsConnections,
  printIpvsList,
  printIpvsSave,
} from "../../netfilter/ipvs/print-ipvs.js";
import { virtualServerName } from "../../trace/virtual-server.js";
import type { IpvsConnectionEntry, VirtualServer } from "../../trace/virtual-server.js";
import { printed, refused } from "../answer.js";
import { tablesOf } from "../moment.js";
import type { HostMoment } from "../moment.js";
import { usageOf } from "../tool.js";
import type { Tool } from "../tool.js";

/** `ipvsadm` 1.31; ports and addresses are numbers, with `-n` or without. */
export const ipvsadm: Tool = {
  name: "ipvsadm",
  forms: ["ipvsadm -L [-n] [-t|-u ADDRESS:PORT]", "ipvsadm -L -c [-n]", "ipvsadm -S [-n]"],
  examples: (moment) =>
    serversOf(moment).length === 0 ? [] : ["ipvsadm -Ln", "ipvsadm -Lnc", "ipvsadm -Sn"],
  run(words, moment) {
    const options = words.flatMap((word) => LONG[word] ?? short(word));
    const has = (option: string): boolean => options.includes(option);
    const known = options.every((option, at) => KNOWN.has(option) || isName(options[at - 1]));
    if (!known) return usageOf(ipvsadm, words.join(" "));
    const entries = entriesOf(moment);
    if (has("-S")) return printed(printIpvsSave(serversOf(moment)));
    // Without a word it lists.
    if (has("-c")) return printed(printIpvsConnections(entries, moment.state.at));
    const at = options.findIndex((option) => isName(option));
    if (at === -1) return printed(printIpvsList(serversOf(moment), entries));
    const protocol = { "-t": "TCP", "-u": "UDP", "--sctp-service": "SCTP" }[options[at] ?? ""];
    const name = `${protocol ?? ""} ${options[at + 1] ?? ""}`;
    const own = serversOf(moment).filter(({ of }) => virtualServerName(of) === name);
    if (own.length === 0) return refused("No such service\n", 1);
    // The version is told with the whole list only.
    return printed(printIpvsList(own, entries).replace(/^.*\n/, ""));
  },
};

const KNOWN: ReadonlySet<string> = new Set([
  "-L",
  "-l",
  "-S",
  "-n",
  "-c",
  "-t",
  "-u",
  "--sctp-service",
  "--sort",
]);

const LONG: Readonly<Record<string, readonly string[]>> = {
  "--list": ["-L"],
  "--save": ["-S"],
  "--numeric": ["-n"],
  "--connection": ["-c"],
  "--tcp-service": ["-t"],
  "--udp-service": ["-u"],
};

// `-Lnc` is `-L -n -c`.
function short(word: string): readonly string[] {
  return /^-[A-Za-z]{2,}$/.test(word)
    ? Array.from(word.slice(1), (letter) => `-${letter}`)
    : [word];
}

function isName(option: string | undefined): boolean {
  return option === "-t" || option === "-u" || option === "--sctp-service";
}

function serversOf(moment: HostMoment): readonly VirtualServer[] {
  return tablesOf(moment).virtualServers ?? [];
}

// What has expired unseen is not there for the real tool.
function entriesOf({ state, host }: HostMoment): readonly IpvsConnectionEntry[] {
  return Object.values(state.balanced[host.id] ?? {}).filter((entry) => entry.expiresAt > state.at);
}
