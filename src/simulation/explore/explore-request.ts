import { required } from "../../base/assert.js";
import type { ChoiceTree, Exploration } from "../../trace/exploration.js";
import { fractionText } from "../../base/fraction.js";
import type { TraceHeader } from "../../trace/header.js";
import { scheduleText } from "../../trace/event-text/ipvs-text.js";
import { requestId } from "../../trace/id.js";
import type { Trace } from "../../trace/trace.js";
import { branchesOf } from "./branches-of.js";
import type { LedBranch, Replay } from "./branches-of.js";
import { destinationText } from "./fate-of.js";
import { firstPackets, scheduleOf } from "./first-packets.js";
import type { FirstPacket } from "./first-packets.js";
import type { LedDraw } from "./led-random.js";

/** How many branches of one packet, and how many kinds of packets, are played at most. */
const MOST_BRANCHES = 64;
const MOST_TREES = 8;

/** An exploration, and how to play its branches. */
export interface Explored {
  readonly exploration: Exploration;
  /** The branches that the request itself chooses among, and no look-up on its behalf. */
  readonly own: readonly LedBranch[];
}

/** Plays a request in every way that chance can decide about it, from a play that ends with it. */
export function exploreRequest(
  request: number,
  replay: Replay,
  { lead }: { readonly lead: readonly LedDraw[] },
): Explored {
  const played = replay(lead);
  const started = played.events.findLast(({ kind }) => kind === "request-started");
  const trees = firstPackets(played)
    .slice(0, MOST_TREES)
    .map((first) => treeOf(played, first, { replay, lead, most: MOST_BRANCHES }));
  const command = started?.kind === "request-started" ? started.command : "";
  const own = trees.find(({ tree }) => !tree.isLookup) ?? trees[0];
  return {
    exploration: { request: requestId(request), command, trees: trees.map(({ tree }) => tree) },
    own: own?.branches ?? [],
  };
}

function treeOf(
  played: Trace,
  { packet, created, isLookup, times, decidedBy }: FirstPacket,
  how: { readonly replay: Replay; readonly lead: readonly LedDraw[]; readonly most: number },
): { readonly tree: ChoiceTree; readonly branches: readonly LedBranch[] } {
  const { branches, unplayed } = branchesOf(played, packet, how);
  const { headers, program, namespace } = created;
  const choice = scheduleOf(played.events, packet);
  const tree: ChoiceTree = {
    packet,
    namespace: required(namespace, "where a packet was made"),
    program,
    isLookup,
    service: serviceAt(played.header, created.headers),
    destination: destinationText(headers),
    protocol: headers.transport.protocol,
    times,
    decidedBy,
    scheduled: choice === null ? null : scheduleText(choice),
    branches: branches.map(({ branch }) => branch),
    unplayed: fractionText(unplayed),
  };
  return { tree, branches };
}

function serviceAt(
  { services }: TraceHeader,
  { destination, transport }: FirstPacket["created"]["headers"],
): string | null {
  const { protocol } = transport;
  const port = "destinationPort" in transport ? transport.destinationPort : null;
  const service = services.find(
    ({ addresses, ports }) =>
      addresses.includes(destination) &&
      ports.some((each) => each.protocol.toLowerCase() === protocol && each.port === port),
  );
  if (service === undefined || port === null) return null;
  return `${service.kubernetesNamespace}/${service.name}:${port}/${protocol}`;
}
