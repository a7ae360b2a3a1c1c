import type { NftReject, RulePart } from "../model/rule-part.js";
import type { Cursor } from "./cursor.js";

// Each answer of nft by the names that iptables has for it.
const IPV4: Readonly<Record<string, string>> = {
  "port-unreachable": "icmp-port-unreachable",
  "net-unreachable": "icmp-net-unreachable",
  "host-unreachable": "icmp-host-unreachable",
  "prot-unreachable": "icmp-proto-unreachable",
  "net-prohibited": "icmp-net-prohibited",
  "host-prohibited": "icmp-host-prohibited",
  "admin-prohibited": "icmp-admin-prohibited",
};
const IPV6: Readonly<Record<string, string>> = {
  "port-unreachable": "icmp6-port-unreachable",
  "no-route": "icmp6-no-route",
  "addr-unreachable": "icmp6-addr-unreachable",
  "admin-prohibited": "icmp6-adm-prohibited",
};
// linux net/netfilter/nft_reject.c: the codes that stand for one answer in each family.
const BOTH: Readonly<Record<string, readonly [string, string]>> = {
  "port-unreachable": ["icmp-port-unreachable", "icmp6-port-unreachable"],
  "admin-prohibited": ["icmp-admin-prohibited", "icmp6-adm-prohibited"],
  "no-route": ["icmp-net-unreachable", "icmp6-no-route"],
  "host-unreachable": ["icmp-host-unreachable", "icmp6-addr-unreachable"],
};
const USUAL = "port-unreachable";
const USUAL_REJECT: NftReject = {
  with: { ipv4: "icmp-port-unreachable", ipv6: "icmp6-port-unreachable" },
  text: "",
};

/** Whether a word begins a `reject`. */
export function isReject(word: string | undefined): boolean {
  return word === "reject";
}

/** Reads `reject`, `reject with icmp port-unreachable`, `reject with tcp reset`; null after a reported mistake. */
export function readReject(cursor: Cursor): RulePart | null {
  cursor.take();
  if (!cursor.skip("with")) return { kind: "reject", with: USUAL_REJECT };
  const protocol = cursor.peek()?.text ?? "";
  if (!["tcp", "icmp", "icmpv6", "icmpx"].includes(protocol))
    return cursor.mistake("nft-unexpected", { expected: ["icmp", "icmpv6", "icmpx", "tcp"] });
  cursor.take();
  if (protocol === "tcp") {
    if (!cursor.skip("reset")) return cursor.mistake("nft-unexpected", { expected: ["reset"] });
    const both = { ipv4: "tcp-reset", ipv6: "tcp-reset" };
    return { kind: "reject", with: { with: both, text: "with tcp reset" } };
  }
  cursor.skip("type");
  const answers = protocol === "icmp" ? IPV4 : protocol === "icmpv6" ? IPV6 : BOTH;
  const answer = cursor.peek()?.text ?? "";
  if (!Object.hasOwn(answers, answer))
    return cursor.mistake("nft-unexpected", { expected: Object.keys(answers) });
  cursor.take();
  const [ipv4, ipv6] =
    protocol === "icmpx" ? (BOTH[answer] ?? ["", ""]) : [IPV4[answer] ?? "", IPV6[answer] ?? ""];
  const text = answer === USUAL ? "" : `with ${protocol} ${answer}`;
  return { kind: "reject", with: { with: { ipv4, ipv6 }, text } };
}
