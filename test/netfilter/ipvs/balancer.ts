import assert from "node:assert/strict";
import { readIpvs } from "../../../src/netfilter/ipvs/read-ipvs.js";
import type { IpvsSettings } from "../../../src/netfilter/ipvs/settings.js";
import type { HookResult } from "../../../src/netfilter/run-hook.js";
import { socketBuffer } from "../../../src/netfilter/socket-buffer.js";
import type { Packet, TcpFlag } from "../../../src/packet/packet.js";
import { TRACKING, segment, testHost, through } from "../fixture.js";
import type { TestHost } from "../fixture.js";

// 10.0.0.1 is the host's own address, so that a virtual server there gets its packets in INPUT.
/** Who asks. */
export const CLIENT = "10.1.0.2:40000";
/** The virtual server. */
export const VIRTUAL = "10.0.0.1:80";
/** It has two real servers; another one has none. */
export const SERVERS = `-A -t ${VIRTUAL} -s rr
-a -t ${VIRTUAL} -r 10.244.0.7:8080 -m -w 1
-a -t ${VIRTUAL} -r 10.244.0.8:8080 -m -w 1
-A -u 10.0.0.1:53 -s rr`;

/** A host with these virtual servers. */
export function balancer(
  servers: string,
  settings: Partial<IpvsSettings> = { conntrack: 1 },
  dump = TRACKING,
): TestHost {
  const host = testHost(dump);
  const read = readIpvs({ name: "test", text: servers });
  assert.deepEqual(read.diagnostics, []);
  host.ipvs.configure(settings);
  host.ipvs.load(read.servers);
  return host;
}

/** A packet that comes in for the host itself. */
export function arrives(host: TestHost, packet: Packet): HookResult {
  host.said.length = 0;
  return through(host, socketBuffer(packet, "eth0", null), [
    ["PREROUTING", "eth0", null],
    ["INPUT", "eth0", null],
  ]);
}

/** What IPVS took leaves as one of the host's own. */
export function leaves(host: TestHost, { buffer }: HookResult): HookResult {
  return through(host, buffer, [
    ["OUTPUT", null, "cni0"],
    ["POSTROUTING", null, "cni0"],
  ]);
}

/** A real server's packet on its way back. */
export function answers(host: TestHost, packet: Packet): HookResult {
  return through(host, socketBuffer(packet, "cni0", null), [
    ["PREROUTING", "cni0", null],
    ["FORWARD", "cni0", "eth0"],
    ["POSTROUTING", "cni0", "eth0"],
  ]);
}

/** A segment without data. */
export const tcp = (from: string, to: string, ...flags: TcpFlag[]): Packet =>
  segment(from, to, flags);
