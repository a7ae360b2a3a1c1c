import type { MatchKind } from "../match/match.js";

/**
 * Options of known matches that this program does not execute, with the number of words that each takes: a match that
 * says one is kept as it was read (iptables-extensions(8)).
 */
export const FOREIGN_OPTIONS: Partial<
  Readonly<Record<MatchKind, Readonly<Record<string, number>>>>
> = {
  tcp: { "--tcp-option": 1 },
  sctp: { "--chunk-types": 2 },
  conntrack: {
    "--ctproto": 1,
    "--ctreplsrc": 1,
    "--ctrepldst": 1,
    "--ctreplsrcport": 1,
    "--ctrepldstport": 1,
    "--ctstatus": 1,
    "--ctexpire": 1,
  },
  addrtype: { "--limit-iface-in": 0, "--limit-iface-out": 0 },
  statistic: { "--every": 1, "--packet": 1 },
  recent: { "--rttl": 0 },
};
