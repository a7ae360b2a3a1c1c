import type { Family } from "../../base/address.js";
import { icmpName } from "./icmp-text.js";
import { portName } from "./port-name.js";
import type { RuleExtension, RuleOption } from "./rule-words.js";
import { chunkText, flagsText } from "./transport-text.js";

/** How a listing names things: by numbers (`-n`) or by the names that the tool knows. */
export interface Naming {
  readonly family: Family;
  readonly numeric: boolean;
  /** The rule's protocol, for the names of ports. */
  readonly protocol: string;
}

type MatchText = (match: RuleExtension, naming: Naming) => string;

/** What `iptables -L` prints of each module (iptables 1.8.9 extensions/libxt_*.c, libipt_*.c: the function `print`). */
const TEXTS: Readonly<Record<string, MatchText>> = {
  tcp: transport,
  udp: transport,
  sctp: transport,
  dccp: transport,
  icmp: (match, naming) => icmpText("icmp", match, naming),
  icmp6: (match, naming) => icmpText("ipv6-icmp", match, naming),
  multiport: ({ options: [option] }, naming) => {
    const ports = (first(option) ?? "").split(",").map((range) => rangeText(range, naming));
    return `multiport ${bare(option)} ${option?.negated === true ? " !" : ""}${ports.join(",")}`;
  },
  comment: ({ options: [option] }) => `/* ${first(option) ?? ""} */`,
  conntrack: plain,
  state: plain,
  set: plain,
  mark: ({ options: [option] }) => `mark match ${not(option)}${first(option) ?? ""}`,
  connmark: ({ options: [option] }) =>
    `connmark match ${option?.negated === true ? "!" : ""} ${first(option) ?? ""}`,
  addrtype: ({ options }) =>
    words([
      "ADDRTYPE match",
      ...options.map(({ name, negated, values }) =>
        name.startsWith("--limit-iface-")
          ? name.replace("--limit-iface-", "limit-")
          : `${name.slice(2)} ${negated ? "!" : ""}${values.join(",")}`,
      ),
    ]),
  statistic: ({ options }) =>
    words([
      "statistic",
      ...options
        .filter(({ name, values }) => name !== "--packet" || values[0] !== "0")
        .map((option) => `${not(option)}${bare(option)} ${first(option) ?? ""}`),
    ]),
  recent: recentText,
  physdev: ({ options }) =>
    words([
      "PHYSDEV match",
      ...options.flatMap((one) => [not(one).trim(), one.name, ...one.values]),
    ]),
  iprange: ({ options }) =>
    words(
      options.map((option) => {
        const side = option.name === "--src-range" ? "source" : "destination";
        return `${side} IP range ${not(option)}${first(option) ?? ""}`;
      }),
    ),
  limit: ({ options }) =>
    `limit: avg ${valueOf(options, "--limit") ?? ""} burst ${valueOf(options, "--limit-burst") ?? "5"}`,
  hashlimit: hashlimitText,
  mac: ({ options: [option] }) => `MAC ${not(option)}${first(option) ?? ""}`,
  length: ({ options: [option] }) =>
    `length ${option?.negated === true ? "!" : ""}${first(option) ?? ""}`,
  ttl: ({ options: [option] }) => hopText("TTL", option),
  hl: ({ options: [option] }) => hopText("HL", option),
  string: stringText,
  pkttype: ({ options: [option] }) =>
    `PKTTYPE ${option?.negated === true ? "!=" : "="} ${first(option) ?? ""}`,
  dscp: ({ options: [option] }) =>
    `DSCP match ${option?.negated === true ? "!" : ""}${first(option) ?? ""}`,
  tos: tosText,
  helper: ({ options: [option] }) => `helper match ${not(option)}"${first(option) ?? ""}"`,
  owner: ownerText,
  rpfilter: ({ options }) => words(["rpfilter", ...options.map(bare)]),
  socket: ({ options }) => words(["socket", ...options.map(({ name }) => name)]),
  nfacct: ({ options: [option] }) => `nfacct-name  ${first(option) ?? ""}`,
  cgroup: plain,
};

/** What a listing says of a match; of a module that it does not know, the words of the rule. */
export function matchText(match: RuleExtension, naming: Naming): string {
  return (TEXTS[match.name] ?? (({ words: all }) => all.join(" ")))(match, naming);
}

function plain({ options }: RuleExtension): string {
  return words(
    options.flatMap((option) => [not(option).trim(), bare(option), option.values.join(" ")]),
  );
}

// A port clause that holds for every port says nothing.
function transport({ name, options }: RuleExtension, naming: Naming): string {
  return words([
    name,
    ...options.flatMap((option) => {
      const value = first(option) ?? "";
      const sign = option.negated ? "!" : "";
      switch (option.name) {
        case "--sport":
        case "--dport":
          return `${option.name[2] ?? ""}pt${value.includes(":") ? "s" : ""}:${sign}${rangeText(value, { ...naming, protocol: name })}`;
        case "--tcp-option":
          return `option=${sign}${value}`;
        case "--tcp-flags":
          return `flags:${sign}${flagsText(option.values, naming.numeric)}`;
        case "--chunk-types":
          return `${option.negated ? "! " : ""}${chunkText(option.values, naming.numeric)}`;
        default:
          return `${sign}${bare(option)} ${option.values.join(" ")}`;
      }
    }),
  ]);
}

function rangeText(range: string, { numeric, protocol }: Naming): string {
  return numeric
    ? range
    : range
        .split(":")
        .map((port) => portName(port, protocol))
        .join(":");
}

function icmpText(
  title: string,
  { options: [option] }: RuleExtension,
  { family, numeric }: Naming,
): string {
  const value = first(option) ?? "any";
  const sign = option?.negated === true ? " !" : "";
  const name = numeric ? null : icmpName(value, family);
  if (name !== null) return `${title} ${sign.trim()}${name}`;
  const [type = "", code] = (value === "any" ? "255" : value).split("/");
  return `${title}${sign}type ${type}${code === undefined ? "" : ` code ${code}`}`;
}

const ASKED: Readonly<Record<string, string>> = {
  "--set": "SET",
  "--rcheck": "CHECK",
  "--update": "UPDATE",
  "--remove": "REMOVE",
};

function recentText({ options }: RuleExtension): string {
  const parts = options.map((option) => {
    const value = first(option) ?? "";
    switch (option.name) {
      case "--seconds":
        return `seconds: ${value}`;
      case "--hitcount":
        return `hit_count: ${value}`;
      case "--rttl":
        return "TTL-Match";
      case "--name":
        return `name: ${value}`;
      case "--reap":
        return "reap";
      case "--rsource":
        return "side: source";
      case "--rdest":
        return "side: dest";
      case "--mask":
        return `mask: ${value}`;
      default:
        return `${not(option)}recent: ${ASKED[option.name] ?? bare(option)}`;
    }
  });
  // The mask is listed behind the side, and saved before it.
  const mask = parts.filter((part) => part.startsWith("mask:"));
  return words([...parts.filter((part) => !part.startsWith("mask:")), ...mask]);
}

function hashlimitText({ options }: RuleExtension): string {
  return words([
    "limit:",
    ...options.flatMap(({ name, values: [value = ""] }) => {
      const word = name.replace("--hashlimit-", "");
      if (word === "name") return [];
      if (word === "upto") return [`up to ${value}`];
      return [words([word, word === "mode" ? value.replaceAll(",", "-") : value])];
    }),
  ]);
}

function hopText(title: string, option: RuleOption | undefined): string {
  const sign =
    option?.name.endsWith("-lt") === true
      ? "<"
      : option?.name.endsWith("-gt") === true
        ? ">"
        : null;
  return `${title} match ${title} ${sign ?? (option?.negated === true ? "!=" : "==")} ${first(option) ?? ""}`;
}

function stringText({ options }: RuleExtension): string {
  const [option] = options;
  const text =
    option?.name === "--hex-string" ? (first(option) ?? "") : escaped(first(option) ?? "");
  const rest = options.slice(1).map(({ name, values: [value = ""] }) => {
    if (name === "--algo") return `ALGO name ${value}`;
    return name === "--icase" ? "ICASE" : `${name.slice(2).toUpperCase()} ${value}`;
  });
  return words([`STRING match ${option?.negated === true ? "!" : ""} "${text}"`, ...rest]);
}

function escaped(text: string): string {
  return text.replace(/["\\]/g, "\\$&");
}

// libxt_tos names these where the mask is that of the type of service alone.
const TOS_NAMES: Readonly<Record<string, string>> = {
  "0x10/0x3f": "Minimize-Delay",
  "0x08/0x3f": "Maximize-Throughput",
  "0x04/0x3f": "Maximize-Reliability",
  "0x02/0x3f": "Minimize-Cost",
  "0x00/0x3f": "Normal-Service",
};

function tosText({ options: [option] }: RuleExtension, { numeric }: Naming): string {
  const value = first(option) ?? "";
  const sign = option?.negated === true ? "!" : "";
  const name = numeric ? undefined : TOS_NAMES[value];
  return name === undefined ? `tos match${sign}${value}` : `tos match ${sign}${name}`;
}

// Only root has the same number on every host.
function ownerText({ options }: RuleExtension, { numeric }: Naming): string {
  return words(
    options.map((option) => {
      const value = first(option) ?? "";
      const who = value === "0" && !numeric ? "root" : value;
      switch (option.name) {
        case "--socket-exists":
          return `${not(option)}owner socket exists`;
        case "--suppl-groups":
          return "incl. suppl. groups";
        default:
          return `${not(option)}owner ${option.name === "--uid-owner" ? "UID" : "GID"} match ${who}`;
      }
    }),
  );
}

function valueOf(options: readonly RuleOption[], name: string): string | null {
  return first(options.find((option) => option.name === name)) ?? null;
}

function first(option: RuleOption | undefined): string | undefined {
  return option?.values[0];
}

function bare(option: RuleOption | undefined): string {
  return option?.name.replace(/^--?/, "") ?? "";
}

function not(option: RuleOption | undefined): string {
  return option?.negated === true ? "! " : "";
}

function words(all: readonly string[]): string {
  return all.filter((word) => word !== "").join(" ");
}
