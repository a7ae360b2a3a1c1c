import type { ClusterEvent } from "./cluster-event.js";
import type { DnsEvent } from "./dns-event.js";
import type { TraceEvent } from "./event.js";
import type { HostEvent } from "./host-event.js";
import type { IpvsEvent } from "./ipvs-event.js";
import type { NetfilterEvent } from "./netfilter-event.js";
import type { NetworkEvent } from "./network-event.js";
import type { PlayEvent } from "./play-event.js";

/** What takes an event, by the group that it is of; `unknown` takes kinds of a later version, of which only the name is known. */
export interface EventTakers<Result> {
  readonly play: (event: TraceEvent & PlayEvent) => Result;
  readonly network: (event: TraceEvent & NetworkEvent) => Result;
  readonly host: (event: TraceEvent & HostEvent) => Result;
  readonly netfilter: (event: TraceEvent & NetfilterEvent) => Result;
  readonly ipvs: (event: TraceEvent & IpvsEvent) => Result;
  readonly dns: (event: TraceEvent & DnsEvent) => Result;
  readonly cluster: (event: TraceEvent & ClusterEvent) => Result;
  readonly unknown: (kind: string) => Result;
}

/** Hands an event to what takes its group. */
export function byGroup<Result>(event: TraceEvent, takers: EventTakers<Result>): Result {
  switch (event.kind) {
    case "chapter-started":
    case "note-shown":
    case "choices-explored":
    case "request-started":
    case "request-ended":
    case "socket-changed":
    case "timer-fired":
    case "expectation-checked":
    case "http-handled":
    case "endpoint-chosen":
      return takers.play(event);
    case "packet-created":
    case "route-chosen":
    case "source-refused":
    case "ttl-decremented":
    case "bridge-decided":
    case "packet-copied":
    case "packet-encapsulated":
    case "packet-decapsulated":
    case "packet-fragmented":
    case "packet-reassembled":
    case "neighbour-found":
    case "device-left":
    case "link-crossed":
    case "device-entered":
    case "packet-ended":
      return takers.network(event);
    case "command-run":
    case "neighbour-asked":
    case "neighbour-changed":
    case "neighbour-removed":
    case "forwarding-learned":
    case "forwarding-removed":
    case "tables-changed":
    case "rules-changed":
    case "nftables-changed":
      return takers.host(event);
    case "hook-entered":
    case "hook-left":
    case "table-entered":
    case "table-left":
    case "table-skipped":
    case "rule-hit":
    case "chain-left":
    case "set-updated":
    case "packet-marked":
    case "ttl-set":
    case "segment-size-set":
    case "connection-looked-up":
    case "connection-created":
    case "connection-confirmed":
    case "connection-updated":
    case "connection-expired":
    case "packet-translated":
      return takers.netfilter(event);
    case "virtual-server-found":
    case "real-server-scheduled":
    case "ipvs-connection-created":
    case "ipvs-connection-updated":
    case "ipvs-connection-expired":
    case "ipvs-connection-found":
      return takers.ipvs(event);
    case "lookup-started":
    case "candidate-tried":
    case "candidate-failed":
    case "lookup-ended":
    case "query-sent":
    case "answer-received":
    case "block-chosen":
    case "plugin-entered":
    case "plugin-acted":
    case "plugin-answered":
      return takers.dns(event);
    case "objects-changed":
    case "objects-written":
    case "pod-changed":
    case "namespace-added":
    case "namespace-removed":
    case "service-changed":
    case "endpoints-changed":
    case "proxy-changed":
    case "rules-synced":
    case "kubelet-warned":
    case "records-changed":
      return takers.cluster(event);
    // A file of a later version may hold kinds that this one does not know.
    default:
      return unknown(event, takers);
  }
}

// Typed so that the compiler still refuses a kind of this version that no case takes.
function unknown<Result>(event: never, takers: EventTakers<Result>): Result {
  return takers.unknown(String((event as { readonly kind: unknown }).kind));
}
