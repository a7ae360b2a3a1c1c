import { familyOf, parseAddress } from "../../base/address.js";
import { fitsFilter } from "../../netfilter/conntrack/connection-filter.js";
import { isListed, printConnections } from "../../netfilter/conntrack/print.js";
import { readConnectionFilter } from "../../netfilter/conntrack/read-filter.js";
import type { ConnectionEntry } from "../../trace/event/netfilter-event.js";
import { printed, refused } from "../answer.js";
import type { HostMoment } from "../moment.js";
import { usageOf } from "../tool.js";
import type { Tool } from "../tool.js";

const PROGRAM = "conntrack v1.4.7 (conntrack-tools)";
const HINT = "Try `conntrack -h' or 'conntrack --help' for more information.\n";
const FAMILIES = ["ipv4", "ipv6"];

// conntrack-tools 1.4.7, `conntrack -h`: what the real tool takes as well.
const NOT_IMITATED: ReadonlySet<string> = new Set(
  (
    "-G --get -D --delete -I --create -U --update -E --event -F --flush -S --stats -A --add -V --version " +
    "-h --help -R --load-file -c --secmark -e --event-mask -z --zero -o --output -l --label --label-add " +
    "--label-del -t --timeout -u --status -w --zone --orig-zone --reply-zone -b --buffer-size -a --nat-range " +
    "--tuple-src --tuple-dst --tuple-port-src --tuple-port-dst --mask-src --mask-dst --mask-port-src " +
    "--mask-port-dst expect dying unconfirmed"
  ).split(" "),
);

function isNotImitated(word: string): boolean {
  return NOT_IMITATED.has(word.replace(/=.*/s, ""));
}

/** `conntrack` of conntrack-tools 1.4.7; entries stand in the order in which they were made. */
export const conntrack: Tool = {
  name: "conntrack",
  forms: [
    "conntrack -L [-f ipv4|ipv6] [-p PROTOCOL] [-s ADDRESS] [-d ADDRESS] [--dport PORT] …",
    "conntrack -C",
  ],
  examples: (moment) =>
    hasConntrack(moment)
      ? [
          "conntrack -L",
          "conntrack -C",
          "conntrack -L -p tcp",
          "conntrack -L -p udp",
          "conntrack -L -p icmp",
        ]
      : [],
  run(words, moment) {
    const all = entriesOf(moment).filter((entry) => isListed(entry, moment.state.at));
    const isList = (word: string): boolean => word === "-L" || word === "--dump";
    if (words.some((word) => word === "-C" || word === "--count"))
      return printed(`${all.length}\n`);
    if (!words.some(isList)) {
      const unknown = words.find((word) => /^-/.test(word) && !/^-[LGDIUEFCSAVh]$/.test(word));
      return unknown === undefined || words.some(isNotImitated)
        ? usageOf(conntrack, words.join(" "))
        : refused(`${PROGRAM}: unknown option \`${unknown}'\n${HINT}`, 2);
    }
    const rest = words.filter((word) => !isList(word) && word !== "conntrack");
    const { family, left, isFamily } = withoutFamily(rest);
    if (!isFamily) return refused(`${PROGRAM}: Unknown family: \`${family ?? ""}'\n${HINT}`, 2);
    const read = readConnectionFilter(left);
    if (read.kind === "mistake") {
      const word = left[read.at] ?? "";
      // The language's filter knows fewer options than the tool.
      if (isNotImitated(word)) return usageOf(conntrack, words.join(" "));
      if (read.code === "conntrack-missing-value")
        return refused(
          `conntrack: option requires an argument -- '${word.replace(/^-+/, "")}'\n`,
          2,
        );
      return /^-p|--proto/.test(left[read.at - 1] ?? "")
        ? refused(`${PROGRAM}: \`${word}' unsupported protocol\n${HINT}`, 2)
        : refused(`${PROGRAM}: unknown option \`${word}'\n${HINT}`, 2);
    }
    const listed = all.filter(
      (entry) => (family === null || familyIn(entry) === family) && fitsFilter(entry, read.filter),
    );
    return {
      ...printed(printConnections(listed, moment.state.at)),
      error: `${PROGRAM}: ${listed.length} flow entries have been shown.\n`,
    };
  },
};

function entriesOf({ state, host }: HostMoment): readonly ConnectionEntry[] {
  return Object.values(state.connections[host.id] ?? {});
}

/** Whether a host tracks connections: only those with rules do. */
export function hasConntrack({ state, host }: HostMoment): boolean {
  return [...state.ruleSets, ...state.nftables].some(({ namespace }) => namespace === host.id);
}

function familyIn({ original }: ConnectionEntry): string {
  const source = parseAddress(original.source);
  return source === null ? "ipv4" : familyOf(source);
}

function withoutFamily(words: readonly string[]): {
  readonly family: string | null;
  readonly left: readonly string[];
  readonly isFamily: boolean;
} {
  const at = words.findIndex((word) => word === "-f" || word === "--family");
  if (at === -1) return { family: null, left: words, isFamily: true };
  const family = words[at + 1] ?? "";
  return { family, left: words.toSpliced(at, 2), isFamily: FAMILIES.includes(family) };
}
