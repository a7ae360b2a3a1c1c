import { bitsOf, familyOf } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import type {
  RealServer,
  VirtualServer,
  VirtualServerAddress,
} from "../../trace/virtual-server.js";

const NUMBERS = { tcp: 6, udp: 17, sctp: 132 } as const;

/** Virtual servers as ipvsadm lists them, by mark, family, protocol, address and port, each with its real servers by address and port (ipvsadm libipvs.c: ipvs_cmp_services, ipvs_cmp_dests). */
export function sortServers(servers: readonly VirtualServer[]): readonly VirtualServer[] {
  return servers
    .map((server) => ({ ...server, realServers: server.realServers.toSorted(compareReals) }))
    .sort((a, b) => compareKeys(keyOf(a.of), keyOf(b.of)));
}

function compareReals(a: RealServer, b: RealServer): number {
  return compareKeys([...wordsOf(a.address), a.port], [...wordsOf(b.address), b.port]);
}

function keyOf(of: VirtualServerAddress): readonly number[] {
  if (of.kind === "mark") return [of.mark, of.family === "ipv4" ? 2 : 10, 0, 0, 0];
  const { address, port, protocol } = of;
  const family = familyOf(address) === "ipv4" ? 2 : 10;
  return [0, family, NUMBERS[protocol], ...wordsOf(address), port];
}

function wordsOf(address: Address): readonly number[] {
  const bits = bitsOf(address);
  const word = (place: bigint): number => Number((bits >> (place * 32n)) & 0xffff_ffffn);
  return familyOf(address) === "ipv4" ? [word(0n)] : [word(3n), word(2n), word(1n), word(0n)];
}

// The difference of two unsigned words is taken as a signed one there, so that 172.18.0.2 comes before 10.96.0.1.
function compareKeys(a: readonly number[], b: readonly number[]): number {
  for (const [at, own] of a.entries()) {
    const difference = (own - (b[at] ?? 0)) | 0;
    if (difference !== 0) return difference;
  }
  return 0;
}
