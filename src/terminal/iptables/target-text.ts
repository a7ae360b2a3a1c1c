import { printQuoted } from "../../netfilter/iptables/word.js";
import type { RuleExtension } from "./rule-words.js";

type TargetText = (target: RuleExtension, numeric: boolean) => string;

/** What `iptables -L` prints of each target behind the matches (iptables 1.8.9 extensions: the function `print`). */
const TEXTS: Readonly<Record<string, TargetText>> = {
  REJECT: (target) => `reject-with ${valueOf(target, "--reject-with")}`,
  DNAT: (target) => words([`to:${valueOf(target, "--to-destination")}`, ...flagsIn(target)]),
  SNAT: (target) => words([`to:${valueOf(target, "--to-source")}`, ...flagsIn(target)]),
  MASQUERADE: (target) => words([portsText("masq ports: ", target), ...flagsIn(target)]),
  REDIRECT: (target) => words([portsText("redir ports ", target), ...flagsIn(target)]),
  NETMAP: (target) => `to:${valueOf(target, "--to")}`,
  MARK: (target) => markText("MARK", target),
  CONNMARK: connmarkText,
  LOG: logText,
  NFLOG: ({ options }) =>
    words(
      options.map(({ name, values: [value = ""] }) => `${name.slice(2)} ${quoted(name, value)}`),
    ),
  NOTRACK: () => "NOTRACK",
  CT: ({ options }) =>
    words([
      "CT",
      ...options.map(({ name, values: [value = ""] }) => words([name.slice(2), value])),
    ]),
  TPROXY: (target) =>
    `TPROXY redirect ${valueOf(target, "--on-ip")}:${valueOf(target, "--on-port")} mark ${valueOf(target, "--tproxy-mark")}`,
  TTL: (target) => hopText("TTL", target),
  HL: (target) => hopText("HL", target),
  TCPMSS: ({ options: [option] }) =>
    option?.name === "--set-mss" ? `TCPMSS set ${option.values[0] ?? ""}` : "TCPMSS clamp to PMTU",
  CHECKSUM: () => "CHECKSUM fill",
  CLASSIFY: (target) => `CLASSIFY set ${classText(valueOf(target, "--set-class"))}`,
  NFQUEUE: ({ options }) =>
    words([
      "NFQUEUE",
      ...options.map(({ name, values: [value = ""] }) =>
        words([name.slice("--queue-".length), value]),
      ),
    ]),
};

/** What a listing says of a target; nothing of a verdict or a chain, and of an unknown one the words of the rule. */
export function targetText(target: RuleExtension, numeric: boolean): string {
  const text = TEXTS[target.name];
  return text === undefined ? target.words.slice(2).join(" ") : text(target, numeric);
}

/** The name in the column of targets. */
export function targetName({ name }: RuleExtension): string {
  // Both are one target of the kernel; iptables knows it by the newer name.
  return name === "NOTRACK" ? "CT" : name;
}

const RANDOM = ["--random", "--random-fully", "--persistent"];

function flagsIn({ options }: RuleExtension): readonly string[] {
  return RANDOM.filter((flag) => options.some(({ name }) => name === flag)).map((flag) =>
    flag.slice(2),
  );
}

function portsText(title: string, target: RuleExtension): string {
  const ports = valueOf(target, "--to-ports");
  return ports === "" ? "" : `${title}${ports}`;
}

const ALL_BITS = 0xffffffff;

function markText(title: string, target: RuleExtension): string {
  const [value = 0, mask = ALL_BITS] = valueOf(target, "--set-xmark").split("/").map(Number);
  if (value === 0) return `${title} and ${hex(~mask)}`;
  if (value === mask) return `${title} or ${hex(value)}`;
  if (mask === 0) return `${title} xor ${hex(value)}`;
  return mask === ALL_BITS
    ? `${title} set ${hex(value)}`
    : `${title} xset ${hex(value)}/${hex(mask)}`;
}

function connmarkText(target: RuleExtension): string {
  const shift = target.options.find(({ name }) => name.endsWith("-shift-mark"));
  const moved = shift === undefined ? "" : `${shift.name.slice(2)} ${shift.values[0] ?? ""}`;
  const mode = target.options.some(({ name }) => name === "--save-mark")
    ? "save"
    : target.options.some(({ name }) => name === "--restore-mark")
      ? "restore"
      : null;
  if (mode === null) return words([markText("CONNMARK", target), moved]);
  const packet = Number(valueOf(target, "--nfmask"));
  const connection = Number(valueOf(target, "--ctmask"));
  return words([`CONNMARK ${mode}`, masksText(mode, packet, connection), moved]);
}

function masksText(mode: "save" | "restore", packet: number, connection: number): string {
  if (packet === connection) return packet === ALL_BITS ? "" : `mask ${hex(packet)}`;
  return mode === "save"
    ? `nfmask ${hex(packet)} ctmask ~${hex(connection)}`
    : `ctmask ${hex(connection)} nfmask ~${hex(packet)}`;
}

const LEVELS = ["emerg", "alert", "crit", "error", "warn", "notice", "info", "debug"];
const LOG_FLAGS: Readonly<Record<string, number>> = {
  "--log-tcp-sequence": 1,
  "--log-tcp-options": 2,
  "--log-ip-options": 4,
  "--log-uid": 8,
  "--log-macdecode": 32,
};
const USUAL_LEVEL = 4;

function logText(target: RuleExtension, numeric: boolean): string {
  const given = valueOf(target, "--log-level");
  const level = given === "" ? USUAL_LEVEL : Number(given);
  const flags = target.options.filter(({ name }) => LOG_FLAGS[name] !== undefined);
  const sum = flags.reduce((bits, { name }) => bits | (LOG_FLAGS[name] ?? 0), 0);
  const prefix = valueOf(target, "--log-prefix");
  return words([
    numeric
      ? `LOG flags ${sum} level ${level}`
      : words([
          `LOG level ${LEVELS[level] ?? level}`,
          ...flags.map(({ name }) => name.slice("--log-".length)),
        ]),
    prefix === "" ? "" : `prefix "${prefix}"`,
  ]);
}

const HOP_WORDS: Readonly<Record<string, string>> = {
  set: "set to",
  inc: "increment by",
  dec: "decrement by",
};

function hopText(title: string, { options: [option] }: RuleExtension): string {
  const word = HOP_WORDS[option?.name.slice(-3) ?? ""] ?? "";
  return `${title} ${word} ${option?.values[0] ?? ""}`;
}

function classText(value: string): string {
  return value
    .split(":")
    .map((part) => parseInt(part, 16).toString(16))
    .join(":");
}

function quoted(option: string, value: string): string {
  return option === "--nflog-prefix" ? printQuoted(value) : value;
}

function hex(bits: number): string {
  return `0x${(bits >>> 0).toString(16)}`;
}

function valueOf({ options }: RuleExtension, name: string): string {
  return options.find((option) => option.name === name)?.values[0] ?? "";
}

function words(all: readonly string[]): string {
  return all.filter((word) => word !== "").join(" ");
}
