import type { Family } from "../../base/address.js";

// The names of the types that `iptables -p icmp -h` lists, in its order, each with its numbers.
const NAMES: Readonly<Record<Family, readonly (readonly [string, string])[]>> = {
  ipv4: [
    ["any", "255"],
    ["echo-reply", "0"],
    ["pong", "0"],
    ["destination-unreachable", "3"],
    ["network-unreachable", "3/0"],
    ["host-unreachable", "3/1"],
    ["protocol-unreachable", "3/2"],
    ["port-unreachable", "3/3"],
    ["fragmentation-needed", "3/4"],
    ["source-route-failed", "3/5"],
    ["network-unknown", "3/6"],
    ["host-unknown", "3/7"],
    ["network-prohibited", "3/9"],
    ["host-prohibited", "3/10"],
    ["TOS-network-unreachable", "3/11"],
    ["TOS-host-unreachable", "3/12"],
    ["communication-prohibited", "3/13"],
    ["host-precedence-violation", "3/14"],
    ["precedence-cutoff", "3/15"],
    ["source-quench", "4"],
    ["redirect", "5"],
    ["network-redirect", "5/0"],
    ["host-redirect", "5/1"],
    ["TOS-network-redirect", "5/2"],
    ["TOS-host-redirect", "5/3"],
    ["echo-request", "8"],
    ["ping", "8"],
    ["router-advertisement", "9"],
    ["router-solicitation", "10"],
    ["time-exceeded", "11"],
    ["ttl-exceeded", "11"],
    ["ttl-zero-during-transit", "11/0"],
    ["ttl-zero-during-reassembly", "11/1"],
    ["parameter-problem", "12"],
    ["ip-header-bad", "12/0"],
    ["required-option-missing", "12/1"],
    ["timestamp-request", "13"],
    ["timestamp-reply", "14"],
    ["address-mask-request", "17"],
    ["address-mask-reply", "18"],
  ],
  ipv6: [
    ["destination-unreachable", "1"],
    ["no-route", "1/0"],
    ["communication-prohibited", "1/1"],
    ["beyond-scope", "1/2"],
    ["address-unreachable", "1/3"],
    ["port-unreachable", "1/4"],
    ["failed-policy", "1/5"],
    ["reject-route", "1/6"],
    ["packet-too-big", "2"],
    ["time-exceeded", "3"],
    ["ttl-exceeded", "3"],
    ["ttl-zero-during-transit", "3/0"],
    ["ttl-zero-during-reassembly", "3/1"],
    ["parameter-problem", "4"],
    ["bad-header", "4/0"],
    ["unknown-header-type", "4/1"],
    ["unknown-option", "4/2"],
    ["echo-request", "128"],
    ["ping", "128"],
    ["echo-reply", "129"],
    ["pong", "129"],
    ["router-solicitation", "133"],
    ["router-advertisement", "134"],
    ["neighbour-solicitation", "135"],
    ["neighbor-solicitation", "135"],
    ["neighbour-advertisement", "136"],
    ["neighbor-advertisement", "136"],
    ["redirect", "137"],
  ],
};

/** The names that a type of ICMP may be written by. */
export function icmpNames(family: Family): readonly string[] {
  return NAMES[family].map(([name]) => name);
}

/** The numbers of a name, `8` or `3/4`, or of its beginning where only one name begins so; null where there is none. */
export function icmpNumbers(text: string, family: Family): string | null {
  const asked = text.toLowerCase();
  if (asked === "") return null;
  const near = NAMES[family].filter(([name]) => name.toLowerCase().startsWith(asked));
  const exact = near.find(([name]) => name.toLowerCase() === asked);
  return (exact ?? (near.length === 1 ? near[0] : undefined))?.[1] ?? null;
}
