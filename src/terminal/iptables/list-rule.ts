import { widthOf } from "../../base/address.js";
import type { Family } from "../../base/address.js";
import { parsePrefix } from "../../base/prefix.js";
import { protocolNumber } from "../../netfilter/match/protocol-number.js";
import type { Count } from "./counters.js";
import { matchText } from "./match-text.js";
import type { RuleOption, RuleWords } from "./rule-words.js";
import { readRuleWords } from "./rule-words.js";
import { targetName, targetText } from "./target-text.js";

/** How a listing is wanted: `-n`, `-v`, `-x`, `--line-numbers`. */
export interface ListStyle {
  readonly numeric: boolean;
  readonly verbose: boolean;
  readonly exact: boolean;
  readonly numbered: boolean;
}

/** The line of column names (iptables 1.8.9 iptables/xshared.c: print_header). */
export function listHeader({ verbose, exact, numbered }: ListStyle): string {
  return [
    numbered ? "num  " : "",
    verbose ? (exact ? "    pkts      bytes " : " pkts bytes ") : "",
    "target     prot opt ",
    verbose ? "in     out     " : "",
    "source               destination         ",
  ].join("");
}

/** A rule as a line of `iptables -L` (iptables 1.8.9 iptables/xshared.c: print_rule_details, print_ifaces, save_addr). */
export function listRule({ text, family, number, count }: ListedRule, style: ListStyle): string {
  const rule = readRuleWords(text, family);
  if (rule === null) return text;
  const { own, matches, target } = rule;
  const { numeric } = style;
  const protocol = own.get("-p");
  const naming = { family, numeric, protocol: protocol?.values[0] ?? "" };
  const columns = [
    style.numbered ? `${String(number).padEnd(4)} ` : "",
    style.verbose ? `${countText(count.packets, style)}${countText(count.bytes, style)}` : "",
    `${(target === null ? "" : targetName(target)).padEnd(9)} `,
    `${protocol?.negated === true ? "!" : " "}${protocolText(protocol, numeric).padEnd(4)} `,
    fragmentText(own.get("-f")),
    style.verbose
      ? ` ${deviceText(own.get("-i"), numeric)}${deviceText(own.get("-o"), numeric)}`
      : "",
    addressText(own.get("-s"), family, numeric),
    addressText(own.get("-d"), family, numeric),
    rule.isGoto ? "[goto] " : "",
  ];
  const details = matches.map((match) => matchText(match, naming));
  if (target !== null) details.push(detailsOf(rule, numeric));
  return [...columns, ...details.filter((part) => part !== "").map((part) => ` ${part}`)].join("");
}

/** A rule and what it has counted. */
export interface ListedRule {
  readonly text: string;
  readonly family: Family;
  readonly number: number;
  readonly count: Count;
}

function detailsOf({ target, isGoto }: RuleWords, numeric: boolean): string {
  return target === null || isGoto ? "" : targetText(target, numeric);
}

const UNITS = ["K", "M", "G", "T"];
const MOST_PLAIN = 99_999;
const MOST_IN_UNIT = 9999;

/** A number in a column of counters (iptables 1.8.9 libxtables/xtables.c: xtables_print_num). */
export function countText(number: number, { exact }: Pick<ListStyle, "exact">): string {
  if (exact) return `${String(number).padStart(8)} `;
  return `${shortNumber(number).padStart(5)} `;
}

/** A count as it stands where no column is: `12K`. */
export function shortNumber(number: number): string {
  if (number <= MOST_PLAIN) return String(number);
  let left = number;
  let unit = "";
  for (const next of UNITS) {
    if (unit !== "" && left <= MOST_IN_UNIT) break;
    left = Math.floor((left + 500) / 1000);
    unit = next;
  }
  return `${left}${unit}`;
}

function protocolText(option: RuleOption | undefined, numeric: boolean): string {
  const name = option?.values[0] ?? "all";
  if (!numeric) return name;
  return name === "all" ? "0" : String(protocolNumber(name) ?? name);
}

function fragmentText(option: RuleOption | undefined): string {
  if (option === undefined) return "-- ";
  return option.negated ? "!f " : "-f ";
}

function deviceText(option: RuleOption | undefined, numeric: boolean): string {
  const name = option === undefined ? (numeric ? "*" : "any") : (option.values[0] ?? "");
  return `${`${option?.negated === true ? "!" : ""}${name}`.padEnd(6)} `;
}

const EVERY: Readonly<Record<Family, string>> = { ipv4: "0.0.0.0/0", ipv6: "::/0" };
const LOOPBACK = "127.0.0.1";

function addressText(option: RuleOption | undefined, family: Family, numeric: boolean): string {
  const sign = option?.negated === true ? "!" : " ";
  return `${sign}${prefixText(option?.values[0] ?? EVERY[family], numeric).padEnd(19)} `;
}

// Without -n the tool asks the resolver for a name of each address; only the loopback's are known here.
function prefixText(text: string, numeric: boolean): string {
  const prefix = parsePrefix(text);
  if (prefix === null) return text;
  if (prefix.length === 0) return numeric ? EVERY[prefix.family] : "anywhere";
  if (prefix.length !== widthOf(prefix.family)) return text;
  return !numeric && prefix.base === LOOPBACK ? "localhost" : prefix.base;
}
