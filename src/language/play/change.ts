import { errorAt } from "../../base/diagnostic.js";
import type { Actor } from "../../cluster/actor.js";
import type { Change } from "../../cluster/change.js";
import type { PlayItem } from "../../cluster/scenario.js";
import { LIMIT } from "../limit.js";
import { sliceOf } from "../syntax.js";
import { headSpanOf, keywordOf } from "../syntax.js";
import type { Statement } from "../syntax.js";
import { readAddress } from "../value/address.js";
import { nearParameters, readChoice } from "../value/name.js";
import { readNumber } from "../value/number.js";
import { readWords } from "../word-reader.js";
import type { WordReader } from "../word-reader.js";
import { verbatimOf } from "../host/read-host.js";
import { readSysctl } from "../host/read-setting.js";
import { readActor } from "./actor.js";
import { CLUSTER_WORDS, readClusterChange } from "./cluster-change.js";
import { readRace } from "./conntrack-race.js";
import type { PlayContext } from "./context.js";
import { readDeviceOf } from "./device-of.js";
import {
  readNeighbourChange,
  readRouteChange,
  readRuleChange,
  readBrokenRoute,
} from "./route-change.js";

/** The words that change something while a scenario plays. */
export const CHANGE_WORDS: readonly string[] = [
  "build",
  "sysctl",
  "route",
  "rule",
  "neighbour",
  "break",
  "restore",
  "lose",
  "rules",
  "ipvs",
  "nft",
  "ip6",
  "iptables",
  "ip6tables",
  "drop",
  "hairpin",
  "flush",
  "conntrack-limit",
  "conntrack-race",
  ...CLUSTER_WORDS,
];

/** Reads a line that changes something: `sysctl red net.ipv4.ip_forward 1`, `break link red eth0`; null with a diagnostic. */
export function readChange(line: Statement, context: PlayContext): PlayItem | null {
  const words = readWords(line, context.report);
  const keyword = keywordOf(line);
  if (CLUSTER_WORDS.includes(keyword) || isNodeRestored(keyword, words, context)) {
    const change = readClusterChange(keyword, words, line, context);
    const span = headSpanOf(line);
    return change && { kind: "change", change: { kind: "cluster", change }, span };
  }
  const change = readKind(keyword, words, { line, context });
  return change && { kind: "change", change, span: headSpanOf(line) };
}

// `restore worker2`, beside `restore link worker2 eth0`.
function isNodeRestored(keyword: string, words: WordReader, { cluster }: PlayContext): boolean {
  const next = words.peek()?.text;
  if (keyword !== "restore" || next === "link" || next === "upstream") return false;
  return next === "node" || cluster.nodes.some(({ name }) => name === next);
}

interface Reading {
  readonly line: Statement;
  readonly context: PlayContext;
}

function readKind(keyword: string, words: WordReader, reading: Reading): Change | null {
  const { line, context } = reading;
  switch (keyword) {
    case "build": {
      const only = readNamed(words, context);
      return only && { kind: "build", only };
    }
    case "sysctl": {
      const on = readActor(words, context);
      const setting = on && readSysctl(words, line);
      if (on === null || setting === null) return null;
      const { name, written = name, value } = setting;
      return { kind: "sysctl", on, name, written, value };
    }
    case "route":
      return readRouteChange(words, context);
    case "rule":
      return readRuleChange(words, context);
    case "neighbour":
      return readNeighbourChange(words, context);
    case "break":
    case "restore":
      return readBreak(keyword, words, context);
    case "lose":
      return readLoss(words, context);
    case "rules":
    case "ip6":
      return readRules(keyword, words, reading);
    case "ipvs": {
      const on = readActor(words, context);
      words.end();
      const commands = on && verbatimOf(line, words);
      return on && commands && { kind: "ipvs", on, commands };
    }
    case "nft":
      return readNftText(words, reading);
    case "iptables":
    case "ip6tables":
      return readIptables(keyword, words, reading);
    case "drop":
      return readDrop(words, reading);
    case "hairpin":
      return readHairpin(words, context);
    case "flush":
      return readFlush(words, reading);
    case "conntrack-race":
      return readRace(words, context);
    default:
      return readLimit(words, context);
  }
}

// `build`, `build red, blue`, `build pod web, node worker`.
function readNamed(words: WordReader, context: PlayContext): readonly Actor[] | null {
  const named: Actor[] = [];
  let isRight = true;
  for (let word = words.peek(); word !== null; word = words.peek()) {
    if (named.length >= LIMIT.hosts) {
      context.report(errorAt(word.span, "too-many", { word: "build", max: LIMIT.hosts }));
      return named;
    }
    const on = readActor(words, context);
    if (on === null) isRight = false;
    else named.push(on);
    words.skip(",");
  }
  return isRight ? named : null;
}

// `break link red eth0`, `restore link red eth0`, `break route red 10.244.2.0/24`.
function readBreak(keyword: string, words: WordReader, context: PlayContext): Change | null {
  const word = words.take("link, route, upstream");
  const choices =
    keyword === "break"
      ? (["link", "route", "upstream"] as const)
      : (["link", "upstream"] as const);
  const what = word && readChoice(word, choices, context.report, ["route"]);
  if (what === null) return null;
  if (what === "upstream") return readUpstream(keyword, words, context);
  const on = readActor(words, context);
  if (on === null) return null;
  if (what === "route") return readBrokenRoute(on, words);
  const device = readDeviceOf(on, words, context);
  if (device === null) return null;
  words.end();
  return { kind: "set-link", on, device, up: keyword === "restore" };
}

// `break upstream`, `restore upstream 172.18.0.1`; without an address, the first.
function readUpstream(keyword: string, words: WordReader, context: PlayContext): Change | null {
  const { upstreams, report } = context;
  const word = words.peek() === null ? null : words.take("ADDRESS");
  words.end();
  const said = word && readAddress(word, report);
  if (word !== null && said === null) return null;
  const address = upstreams.find((one) => said === null || one === said.value);
  if (address !== undefined)
    return { kind: "set-upstream", address, answers: keyword === "restore" };
  if (word !== null) {
    const near = nearParameters(word.text, upstreams);
    report(errorAt(word.span, "unknown-upstream", { address: word.text, ...near }));
  }
  return null;
}

// `lose 20% on red eth0`.
function readLoss(words: WordReader, context: PlayContext): Change | null {
  const { report } = context;
  const word = words.take("20%");
  if (word === null) return null;
  const [, digits] = /^(\d{1,3}(?:\.\d{1,3})?)%$/.exec(word.text) ?? [];
  if (digits === undefined || Number(digits) > 100) {
    report(errorAt(word.span, "bad-share", { text: word.text, expected: ["20%"] }));
    return null;
  }
  const at = words.take("on");
  if (at === null || readChoice(at, ["on"], report) === null) return null;
  const on = readActor(words, context);
  const device = on && readDeviceOf(on, words, context);
  if (on === null || device === null) return null;
  words.end();
  return { kind: "lose", on, device, share: Number(digits) / 100 };
}

// `rules red { … }`, `ip6 rules red { … }`.
function readRules(keyword: string, words: WordReader, { line, context }: Reading): Change | null {
  if (keyword === "ip6") {
    const word = words.take("rules");
    if (word === null || readChoice(word, ["rules"], context.report) === null) return null;
  }
  const on = readActor(words, context);
  words.end();
  const text = on && verbatimOf(line, words);
  const family = keyword === "ip6" ? "ipv6" : "ipv4";
  return on && text && { kind: "rules", on, dump: { ...text, family } };
}

// `nft red { … }`.
function readNftText(words: WordReader, { line, context }: Reading): Change | null {
  const on = readActor(words, context);
  words.end();
  const text = on && verbatimOf(line, words);
  return on && text && { kind: "nft", on, text };
}

// `iptables red -A INPUT -p tcp --dport 80 -j DROP`: the words behind the host are iptables' own.
function readIptables(
  keyword: string,
  words: WordReader,
  { line, context }: Reading,
): Change | null {
  const on = readActor(words, context);
  if (on === null) return null;
  const command = sliceOf(words.list("-A CHAIN …"), line, context.source);
  const family = keyword === "ip6tables" ? "ipv6" : "ipv4";
  return command === null ? null : { kind: "iptables", on, command: { ...command, family } };
}

// `drop rule worker nat KUBE-SERVICES 2`, which is `iptables -t nat -D KUBE-SERVICES 2`.
function readDrop(words: WordReader, { line, context }: Reading): Change | null {
  const { report } = context;
  const word = words.take("rule HOST TABLE CHAIN NUMBER");
  if (word === null || readChoice(word, ["rule"], report) === null) return null;
  const on = readActor(words, context);
  if (on === null) return null;
  const place = words.take("filter, nat, mangle, raw, security");
  const tables = ["filter", "nat", "mangle", "raw", "security"] as const;
  const table = place && readChoice(place, tables, report);
  const chain = table && words.take("CHAIN");
  const number = chain && words.take("NUMBER");
  const index = number && readNumber(number, { min: 1, max: 1_000_000 }, report);
  if (chain === null || index === null) return null;
  words.end();
  const text = `-t ${table ?? ""} -D ${chain.text} ${index}`;
  return { kind: "iptables", on, command: { text, span: headSpanOf(line), family: "ipv4" } };
}

// `hairpin red veth-a on`.
function readHairpin(words: WordReader, context: PlayContext): Change | null {
  const on = readActor(words, context);
  const device = on && readDeviceOf(on, words, context);
  const word = device && words.take("on, off");
  const choice = word && readChoice(word, ["on", "off"] as const, context.report);
  if (on === null || device === null || choice === null) return null;
  words.end();
  return { kind: "set-hairpin", on, device, hairpin: choice === "on" };
}

// `flush conntrack red -p udp`, `flush neighbours red`.
function readFlush(words: WordReader, { line, context }: Reading): Change | null {
  const word = words.take("conntrack, neighbours");
  const what = word && readChoice(word, ["conntrack", "neighbours"] as const, context.report);
  const on = what && readActor(words, context);
  if (on === null) return null;
  if (what === "neighbours") {
    words.end();
    return { kind: "flush-neighbours", on };
  }
  const rest = words.peek() === null ? [] : words.list("");
  return { kind: "flush-conntrack", on, filter: sliceOf(rest, line, context.source) };
}

// `conntrack-limit red 100`.
function readLimit(words: WordReader, context: PlayContext): Change | null {
  const on = readActor(words, context);
  const word = on && words.take("NUMBER");
  const entries = word && readNumber(word, { min: 1, max: 10_000_000 }, context.report);
  if (on === null || entries === null) return null;
  words.end();
  return { kind: "conntrack-limit", on, entries };
}
