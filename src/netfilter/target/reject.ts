import type { Family } from "../../base/address.js";
import type { TargetForm } from "./form.js";
import { valueOf } from "./given.js";

/** `-j REJECT`: drops the packet and tells its sender. */
export interface RejectTarget {
  readonly kind: "reject";
  /** The answer by the name that iptables-save prints: `icmp-port-unreachable`, `tcp-reset` … */
  readonly with: string;
}

// Every name that may be written, with the one that is printed (libipt_REJECT, libip6t_REJECT).
const ANSWERS: Readonly<Record<Family, Readonly<Record<string, string>>>> = {
  ipv4: {
    "icmp-net-unreachable": "icmp-net-unreachable",
    "net-unreach": "icmp-net-unreachable",
    "icmp-host-unreachable": "icmp-host-unreachable",
    "host-unreach": "icmp-host-unreachable",
    "icmp-port-unreachable": "icmp-port-unreachable",
    "port-unreach": "icmp-port-unreachable",
    "icmp-proto-unreachable": "icmp-proto-unreachable",
    "proto-unreach": "icmp-proto-unreachable",
    "icmp-net-prohibited": "icmp-net-prohibited",
    "net-prohib": "icmp-net-prohibited",
    "icmp-host-prohibited": "icmp-host-prohibited",
    "host-prohib": "icmp-host-prohibited",
    "icmp-admin-prohibited": "icmp-admin-prohibited",
    "admin-prohib": "icmp-admin-prohibited",
    "tcp-reset": "tcp-reset",
    "tcp-rst": "tcp-reset",
  },
  ipv6: {
    "icmp6-no-route": "icmp6-no-route",
    "no-route": "icmp6-no-route",
    "icmp6-adm-prohibited": "icmp6-adm-prohibited",
    "adm-prohibited": "icmp6-adm-prohibited",
    "icmp6-addr-unreachable": "icmp6-addr-unreachable",
    "addr-unreach": "icmp6-addr-unreachable",
    "icmp6-port-unreachable": "icmp6-port-unreachable",
    "port-unreach": "icmp6-port-unreachable",
    "icmp6-policy-fail": "icmp6-policy-fail",
    "policy-fail": "icmp6-policy-fail",
    "icmp6-reject-route": "icmp6-reject-route",
    "reject-route": "icmp6-reject-route",
    "tcp-reset": "tcp-reset",
  },
};

/** The form of `-j REJECT`. */
export const reject: TargetForm<RejectTarget> = {
  names: ["REJECT"],
  family: null,
  options: { "--reject-with": 1 },
  read(_name, given, reading) {
    const word = valueOf(given, "--reject-with");
    const usual = reading.family === "ipv4" ? "icmp-port-unreachable" : "icmp6-port-unreachable";
    const answers = ANSWERS[reading.family];
    const answer = word === undefined ? usual : answers[word.text];
    if (answer !== undefined) return { kind: "reject", with: answer };
    if (word === undefined) return null;
    const expected = [...new Set(Object.values(answers))];
    return reading.mistake(word, "rules-not-a-reject-answer", { expected });
  },
  print: (target) => `-j REJECT --reject-with ${target.with}`,
  place: (target) => ({
    table: "filter",
    ...(target.with === "tcp-reset" ? { protocols: ["tcp"] } : {}),
  }),
  act: (target) => ({ kind: "reject", with: target.with }),
};
