import type { Address } from "../../base/address.js";
import { createRandom } from "../../base/random.js";
import type { Random } from "../../base/random.js";
import type { Packet } from "../../packet/packet.js";
import { hasPorts } from "../../packet/ports.js";
import type { Emit } from "../../trace/event/event.js";
import { createConntrack } from "../conntrack/conntrack.js";
import { createIpvs } from "../ipvs/ipvs.js";
import type { Hook } from "../hook.js";
import type { Cause, Verdict } from "../netfilter-host.js";
import { NO_NFTABLES } from "../nftables/model/nftables.js";
import { runHook } from "../run-hook.js";
import type { NetfilterHost } from "../run-hook.js";
import { socketBuffer } from "../socket-buffer.js";
import type { SocketBuffer } from "../socket-buffer.js";
import { LOOPBACK, deviceTowards, viewOf } from "./fate-host.js";
import type { FateHost } from "./fate-host.js";
import { packetOf } from "./first-packet.js";
import type { FirstPacket } from "./first-packet.js";

/** What becomes of a packet on a host. */
export interface PacketFate {
  readonly verdict: Verdict;
  /** The rule or policy that stopped it. */
  readonly cause: Cause | null;
  /** By which device it leaves, `lo` where it stays; null where it was stopped before a route was chosen, or has none. */
  readonly output: string | null;
  readonly source: Address;
  readonly destination: Address;
  readonly destinationPort: number;
  /** Whether its destination was translated. */
  readonly isTranslated: boolean;
  /** Whether its source was, though perhaps to what it was before. */
  readonly isMasqueraded: boolean;
  readonly mark: number;
  /** How many rules a kernel visits on the way. */
  readonly visited: number;
}

/** One fate; `choose` says which of so many equal ways chance takes. */
export function packetFate(
  host: FateHost,
  first: FirstPacket,
  choose: (of: number) => number,
): PacketFate {
  const sent = packetOf(first);
  let isMasqueraded = false;
  let visited = 0;
  const netfilter = netfilterHost(host, chosenRandom(choose), (event) => {
    isMasqueraded ||= event.kind === "rule-hit" && event.verdict.kind === "snat";
    if (event.kind === "table-left") visited += event.visited;
  });
  let buffer: SocketBuffer = socketBuffer(sent, first.input, null);
  let verdict: Verdict = "accept";
  let cause: Cause | null = null;
  let output: string | null = null;
  const pass = (hook: Hook, from: string | null, to: string | null): boolean => {
    const result = runHook(hook, { ...buffer, input: from, output: to }, netfilter);
    ({ buffer, cause } = result);
    // A host of fates has no virtual servers that could take the packet away.
    verdict = result.verdict === "stolen" ? "accept" : result.verdict;
    return verdict === "accept";
  };
  const routed = (): string | null => deviceTowards(host.devices, buffer.packet.destination);

  const arrives = (): boolean => {
    if (first.input === null) {
      if (!pass("OUTPUT", null, routed())) return false;
      output = routed();
      if (!pass("POSTROUTING", null, output)) return false;
      return (
        output !== LOOPBACK || (pass("PREROUTING", LOOPBACK, null) && pass("INPUT", LOOPBACK, null))
      );
    }
    if (!pass("PREROUTING", first.input, null)) return false;
    output = routed();
    if (output === LOOPBACK) return pass("INPUT", first.input, null);
    return pass("FORWARD", first.input, output) && pass("POSTROUTING", first.input, output);
  };
  arrives();
  const { packet, mark } = buffer;
  return {
    verdict,
    cause,
    output,
    source: packet.source,
    destination: packet.destination,
    destinationPort: portOf(packet),
    isTranslated: packet.destination !== sent.destination || portOf(packet) !== portOf(sent),
    isMasqueraded,
    mark,
    visited,
  };
}

function portOf({ transport }: Packet): number {
  return hasPorts(transport) ? transport.destinationPort : 0;
}

// Half the chances that a rule asks for hit; which of the two it is decides, not how likely it is.
function chosenRandom(choose: (of: number) => number): Random {
  const next = (): number => (choose(2) === 0 ? 0.999_999_999 : 0);
  return { ...createRandom(1), next, integer: choose };
}

function netfilterHost(
  { ruleSets, nftables = NO_NFTABLES, sets, devices }: FateHost,
  random: Random,
  emit: Emit,
): NetfilterHost {
  return {
    ruleSets,
    nftables,
    backend: "nft",
    conntrack: createConntrack(),
    ipvs: createIpvs(),
    sets,
    view: viewOf(devices),
    random,
    now: 0,
    reroute: null,
    answer: null,
    emit,
  };
}
