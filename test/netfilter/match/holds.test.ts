import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Hook } from "../../../src/netfilter/hook.js";
import { explainMiss } from "../../../src/netfilter/explain-miss.js";
import { readRule } from "../../../src/netfilter/iptables/read-rule.js";
import { readSets } from "../../../src/netfilter/ipset/read-sets.js";
import { runHook } from "../../../src/netfilter/run-hook.js";
import { socketBuffer } from "../../../src/netfilter/socket-buffer.js";
import { KERNEL_SOCKET } from "../../../src/netfilter/socket-buffer.js";
import type { SocketBuffer } from "../../../src/netfilter/socket-buffer.js";
import type { MacAddress } from "../../../src/packet/mac-address.js";
import type { Packet } from "../../../src/packet/packet.js";
import type { EventBody } from "../../../src/trace/event/event.js";
import { datagram, icmp, segment, table, testHost } from "../fixture.js";

const SYN = segment("10.1.0.2:40000", "10.244.0.7:80", ["SYN"]);
const QUERY = datagram("10.1.0.2:40000", "10.244.0.7:53");
const PING = icmp("10.1.0.2", "10.244.0.7", { type: 8 });
const GET = segment("10.1.0.2:40000", "10.244.0.7:80", ["PSH", "ACK"], {
  payload: { kind: "text", text: "GET /login HTTP/1.1" },
});
const ERROR = icmp("10.244.0.7", "10.1.0.2", { type: 3, code: 3, quoted: QUERY });
const PIECE: Packet = {
  ...QUERY,
  fragment: { identification: 1, offset: 1480, length: 100, more: false },
};

const link = (source: string, destination: string): Partial<SocketBuffer> => ({
  link: { source: source as MacAddress, destination: destination as MacAddress },
});
const UNICAST = link("02:00:00:00:00:02", "02:00:00:00:00:01");
const BROADCAST = link("02:00:00:00:00:02", "ff:ff:ff:ff:ff:ff");
const BRIDGED: Partial<SocketBuffer> = { bridged: { input: "veth1", output: "veth2" } };
const RAISED: Partial<SocketBuffer> = { bridged: { input: "veth1", output: null } };
const ROOT: Partial<SocketBuffer> = { owner: { user: 0, group: 0 } };
const KERNELS: Partial<SocketBuffer> = { owner: KERNEL_SOCKET };
const USER: Partial<SocketBuffer> = { owner: { user: 1000, group: 100 } };

interface Case {
  readonly rule: string;
  readonly packet?: Packet;
  readonly with?: Partial<SocketBuffer>;
  readonly hook?: Hook;
  /** `yes`, `unknown`, or what was found in place of the clause. */
  readonly says: string;
}

const CASES: readonly Case[] = [
  { rule: "-m iprange --src-range 10.1.0.1-10.1.0.3", says: "yes" },
  { rule: "-m iprange ! --src-range 10.1.0.1-10.1.0.3", says: "10.1.0.2" },
  { rule: "-m iprange --dst-range 10.244.0.8-10.244.0.9", says: "10.244.0.7" },
  { rule: "-m iprange --dst-range 10.244.0.9-10.244.0.1", says: "10.244.0.7" },
  { rule: "-m ttl --ttl-eq 64", says: "yes" },
  { rule: "-m ttl ! --ttl-eq 64", says: "64" },
  { rule: "-m ttl --ttl-lt 64", says: "64" },
  { rule: "-m ttl --ttl-gt 63", says: "yes" },
  { rule: "-m length --length 60", says: "yes" },
  { rule: "-m length --length 60", packet: PING, says: "28" },
  { rule: "-m length --length 52", packet: GET, says: "71" },
  { rule: "-m length ! --length 0:100", packet: QUERY, says: "28" },
  { rule: "-m dscp --dscp 0", says: "yes" },
  { rule: "-m dscp --dscp-class EF", says: "0x00" },
  { rule: "-m tos --tos 0xc0", packet: ERROR, says: "yes" },
  { rule: "-m tos --tos Minimize-Delay", says: "0x00" },
  { rule: '-m string --string "GET /" --algo bm', packet: GET, says: "yes" },
  { rule: '-m string --string "get /" --algo bm', packet: GET, says: "-" },
  { rule: '-m string --string "get /" --algo kmp --icase', packet: GET, says: "yes" },
  { rule: '-m string --hex-string "|474554|" --algo bm --from 52', packet: GET, says: "yes" },
  { rule: '-m string --string "GET" --algo bm --from 53', packet: GET, says: "-" },
  { rule: '-m string --string "GET" --algo bm --to 55', packet: GET, says: "yes" },
  { rule: '-m string --string "GET" --algo bm --to 54', packet: GET, says: "-" },
  { rule: '-m string ! --string "GET" --algo bm', packet: GET, says: "" },
  { rule: '-m string ! --string "GET" --algo bm', says: "yes" },
  { rule: "-m mac --mac-source 02:00:00:00:00:02", with: UNICAST, says: "yes" },
  { rule: "-m mac --mac-source 02:00:00:00:00:03", with: UNICAST, says: "02:00:00:00:00:02" },
  { rule: "-m mac --mac-source 02:00:00:00:00:02", says: "-" },
  { rule: "-m mac ! --mac-source 02:00:00:00:00:02", says: "-" },
  { rule: "-m pkttype --pkt-type unicast", with: UNICAST, says: "yes" },
  { rule: "-m pkttype --pkt-type unicast", with: BROADCAST, says: "broadcast" },
  { rule: "-m pkttype ! --pkt-type broadcast", says: "yes" },
  { rule: "-m owner --uid-owner 1000", with: USER, hook: "OUTPUT", says: "yes" },
  { rule: "-m owner --uid-owner 1000", with: ROOT, hook: "OUTPUT", says: "0" },
  { rule: "-m owner --uid-owner 1-1000 --gid-owner 5", with: USER, hook: "OUTPUT", says: "100" },
  { rule: "-m owner --socket-exists", with: USER, hook: "OUTPUT", says: "yes" },
  { rule: "-m owner --socket-exists", hook: "OUTPUT", says: "-" },
  // As the kernel's own ICMP messages were counted on Linux 6.18.
  { rule: "-m owner --socket-exists", with: KERNELS, hook: "OUTPUT", says: "yes" },
  { rule: "-m owner ! --socket-exists", with: KERNELS, hook: "OUTPUT", says: "" },
  { rule: "-m owner --uid-owner 0", with: KERNELS, hook: "OUTPUT", says: "-" },
  { rule: "-m owner ! --uid-owner 0", with: KERNELS, hook: "OUTPUT", says: "yes" },
  { rule: "-m owner ! --uid-owner 0", hook: "OUTPUT", says: "yes" },
  { rule: "-m owner ! --uid-owner 0 --gid-owner 0", hook: "OUTPUT", says: "-" },
  { rule: "-m owner --gid-owner 5 --suppl-groups", with: USER, hook: "OUTPUT", says: "unknown" },
  { rule: "-m physdev --physdev-in veth1", with: BRIDGED, says: "yes" },
  { rule: "-m physdev --physdev-in veth2", with: BRIDGED, says: "veth1" },
  { rule: "-m physdev --physdev-out veth+ --physdev-is-bridged", with: BRIDGED, says: "yes" },
  { rule: "-m physdev --physdev-is-bridged", with: RAISED, says: "-" },
  { rule: "-m physdev --physdev-is-in", with: RAISED, says: "yes" },
  { rule: "-m physdev ! --physdev-is-in", with: RAISED, says: "veth1" },
  { rule: "-m physdev ! --physdev-is-bridged ! --physdev-in veth1", says: "yes" },
  { rule: "-m physdev --physdev-in veth1", says: "-" },
  { rule: "-f", packet: PIECE, says: "yes" },
  { rule: "-f", says: "0" },
  { rule: "! -f", packet: PIECE, says: "1480" },
  { rule: "-p udp --dport 53", packet: PIECE, says: "udp" },
  { rule: "-p tcp -m multiport --ports 1:79,80", says: "yes" },
  { rule: "-p icmp --icmp-type ping", packet: PING, says: "yes" },
  { rule: "-p icmp --icmp-type host-unreachable", packet: ERROR, says: "3/3" },
  { rule: "-p icmp ! --icmp-type any", packet: ERROR, says: "3/3" },
  { rule: "-p tcp --tcp-option 2", says: "unknown" },
  { rule: "-p tcp --dport 81 --tcp-option 2", says: "80" },
  { rule: "-p sctp --dport 80", says: "tcp" },
  { rule: "-m helper --helper ftp", says: "-" },
  { rule: "-m helper ! --helper ftp", says: "yes" },
  { rule: "-m connmark --mark 0", says: "yes" },
  { rule: "-m connmark --mark 1", says: "0x0" },
  { rule: "-m conntrack --ctstate NEW --ctproto tcp --ctdir ORIGINAL", says: "yes" },
  { rule: "-m conntrack --ctproto udp", says: "6" },
  { rule: "-m conntrack --ctorigdst 10.244.0.0/24 --ctreplsrc 10.244.0.7", says: "yes" },
  { rule: "-m conntrack ! --ctrepldst 10.1.0.0/16", says: "10.1.0.2" },
  { rule: "-m conntrack --ctorigdstport 81:90", says: "80" },
  { rule: "-m conntrack --ctreplsrcport 80 --ctrepldstport 40000", says: "yes" },
  { rule: "-m conntrack --ctstatus CONFIRMED", says: "NONE" },
  { rule: "-m conntrack --ctstatus NONE", says: "NONE" },
  { rule: "-m conntrack ! --ctstatus NONE", says: "yes" },
  { rule: "-m conntrack --ctdir REPLY", says: "ORIGINAL" },
  { rule: "-m socket", says: "unknown" },
  { rule: "-m rpfilter --loose", says: "unknown" },
  { rule: "-m bpf --bytecode x", says: "unknown" },
  { rule: "-m set --match-set hosts src", says: "yes" },
  { rule: "-m set --match-set hosts dst", says: "10.244.0.7" },
  { rule: "-m set ! --match-set hosts dst", says: "yes" },
  { rule: "-m set --match-set nets dst", says: "10.244.0.7" },
  { rule: "-m set --match-set nets dst --return-nomatch", says: "yes" },
  { rule: "-m set --match-set nets src", says: "yes" },
  { rule: "-m set --match-set services dst,dst", says: "yes" },
  { rule: "-m set --match-set services dst,dst", packet: QUERY, says: "10.244.0.7,udp:53" },
  { rule: "-m set --match-set services dst,dst", packet: PING, says: "yes" },
  { rule: "-m set --match-set services src,dst", says: "10.1.0.2,tcp:80" },
  { rule: "-m set --match-set services dst", says: "10.244.0.7" },
  { rule: "-m set --match-set loop dst,dst,src", says: "yes" },
  { rule: "-m set --match-set ranges dst,dst,src", says: "yes" },
  { rule: "-m set --match-set ports dst", says: "yes" },
  { rule: "-m set --match-set ports src", says: "tcp:40000" },
  { rule: "-m set --match-set both src", says: "yes" },
  { rule: "-m set --match-set six src", says: "10.1.0.2" },
  { rule: "-m set --match-set missing src", says: "unknown" },
  { rule: "-m set --match-set devices src,src", says: "yes" },
  { rule: "-m set --match-set ended src", says: "10.1.0.2" },
  { rule: "-m set --match-set hosts src --packets-gt 3", says: "unknown" },
];

const SETS = `create hosts hash:ip
add hosts 10.1.0.2
create nets hash:net
add nets 10.0.0.0/8
add nets 10.244.0.0/16 nomatch
create services hash:ip,port
add services 10.244.0.7,tcp:80
add services 10.244.0.7,icmp:echo-request
create loop hash:ip,port,ip
add loop 10.244.0.7,80,10.1.0.2
create ranges hash:ip,port,net
add ranges 10.244.0.7,80,10.1.0.0/24
create ports bitmap:port range 0-1023
add ports 80
create six hash:ip family inet6
create devices hash:net,iface
add devices 10.0.0.0/8,eth0
create ended hash:ip timeout 5
add ended 10.1.0.2
create both list:set
add both six
add both hosts
`;

describe("a match", () => {
  for (const { rule, says, packet = SYN, with: extra = {}, hook = "FORWARD" } of CASES) {
    const name = `${rule} ${says === "yes" || says === "unknown" ? says : `has ${says}`}`;
    it(name, () => {
      const chain = hook === "OUTPUT" ? "OUTPUT" : "FORWARD";
      // The rule beside it has the host track connections.
      const tracking = `-A ${chain} -m conntrack --ctstate INVALID -j ACCEPT`;
      const dump = table("filter", `-A ${chain} ${rule} -j DROP`, tracking);
      const host = testHost(dump);
      const sets = readSets({ name: "sets", text: SETS });
      assert.deepEqual(sets.diagnostics, []);
      host.now = 5_000_000;
      const own = hook === "OUTPUT" ? null : "eth0";
      const before = { ...socketBuffer(packet, own, own === null ? "eth0" : null), ...extra };
      const entered =
        own === null ? before : runHook("PREROUTING", before, { ...host, sets: sets.sets }).buffer;
      host.said.length = 0;
      const { verdict } = runHook(
        hook,
        { ...entered, output: "cni0" },
        { ...host, sets: sets.sets },
      );
      if (says === "yes" || says === "unknown") {
        assert.equal(verdict, says === "yes" ? "drop" : "unknown");
        return;
      }
      assert.equal(verdict, "accept");
      assert.equal(whyMissed(host.said, rule), says);
    });
  }
});

// As a player tells it: by the walk's context, or by what the walk recorded.
function whyMissed(said: readonly EventBody[], rule: string): string | null {
  const entered = said.find((event) => event.kind === "table-entered");
  assert.ok(entered?.kind === "table-entered");
  const misses = said.flatMap((event) =>
    event.kind === "rule-hit" || event.kind === "table-left" ? event.misses : [],
  );
  const recorded = misses.find((miss) => miss.rule === 1);
  const read = readRule(`${rule} -j DROP`, "ipv4");
  return (
    explainMiss(read, { ...entered.context, ...(recorded === undefined ? {} : { recorded }) })
      ?.found ?? null
  );
}
