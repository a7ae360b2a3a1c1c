import { namespaceId } from "../../src/trace/id.js";
import { connectionId } from "../../src/trace/id.js";
import type { Packet } from "../../src/packet/packet.js";
import type { WalkContext } from "../../src/trace/event/netfilter-event.js";
import { contextOf, entryOf, type Recorder } from "./recorder.js";

export const CLIENT = "pod/default/client";
export const COREDNS = "pod/kube-system/coredns";
export const EXAMPLE = "pod/default/example";
export const WORKER = "node/worker";
export const WORKER2 = "node/worker2";

/** From the client into its node, up to the nat table of PREROUTING. */
export function intoNode(
  recorder: Recorder,
  packet: number,
  headers: Packet,
  connection: number,
): void {
  const { say, emptyWalk } = recorder;
  cross(recorder, packet, "veth1c1a", [CLIENT, "eth0"], [WORKER, "veth1c1a"]);
  say(WORKER, packet, {
    kind: "hook-entered",
    hook: "PREROUTING",
    input: "veth1c1a",
    output: null,
  });
  say(WORKER, packet, {
    kind: "table-skipped",
    hook: "PREROUTING",
    table: "raw",
    reason: "absent",
  });
  const entry = entryOf(headers, null, []);
  say(WORKER, packet, {
    kind: "connection-created",
    connection: connectionId(connection),
    entry,
  });
  say(WORKER, packet, {
    kind: "connection-looked-up",
    connection: connectionId(connection),
    original: entry.original,
    state: "NEW",
    direction: "original",
  });
  emptyWalk(WORKER, packet, "PREROUTING", "mangle", contextOf(headers, "veth1c1a", null));
}

/** Over a link, from a namespace's device to another's. */
export function cross(
  { say }: Recorder,
  packet: number,
  segment: string,
  [from, fromDevice]: readonly [string, string],
  [to, toDevice]: readonly [string, string],
): void {
  say(from, packet, { kind: "device-left", device: fromDevice, segment });
  say(to, packet, {
    kind: "link-crossed",
    segment,
    fromDevice,
    toDevice,
    fromNamespace: namespaceId(from),
  });
  say(to, packet, { kind: "device-entered", device: toDevice, segment });
}

/** Through FORWARD on a node. */
export function forward(
  { say, emptyWalk }: Recorder,
  node: string,
  packet: number,
  context: WalkContext,
): void {
  const { input, output } = context;
  say(node, packet, { kind: "hook-entered", hook: "FORWARD", input, output });
  emptyWalk(node, packet, "FORWARD", "mangle", context);
  say(node, packet, {
    kind: "table-entered",
    hook: "FORWARD",
    table: "filter",
    chain: "FORWARD",
    context,
  });
  const jumps = [
    [1, "KUBE-PROXY-FIREWALL", 0],
    [2, "KUBE-FORWARD", 3],
  ] as const;
  for (const [rule, chain, visited] of jumps) {
    say(node, packet, {
      kind: "rule-hit",
      table: "filter",
      chain: "FORWARD",
      rule,
      verdict: { kind: "jump", chain },
      visited: 1,
      draws: [],
      misses: [],
    });
    say(node, packet, {
      kind: "chain-left",
      table: "filter",
      chain,
      by: "end",
      visited,
      draws: [],
      misses: [],
    });
  }
  say(node, packet, {
    kind: "table-left",
    hook: "FORWARD",
    table: "filter",
    verdict: "accept",
    byPolicy: true,
    misses: [],
    visited: 5,
  });
  say(node, packet, { kind: "hook-left", hook: "FORWARD", verdict: "accept" });
}

/** Through the nat table of POSTROUTING, where nothing masquerades. */
export function postroute(
  { say }: Recorder,
  node: string,
  packet: number,
  context: WalkContext,
): void {
  const hit = { kind: "rule-hit", table: "nat", visited: 1, draws: [], misses: [] } as const;
  const left = {
    kind: "chain-left",
    table: "nat",
    by: "return",
    visited: 0,
    draws: [],
    misses: [],
  } as const;
  say(node, packet, {
    kind: "table-entered",
    hook: "POSTROUTING",
    table: "nat",
    chain: "POSTROUTING",
    context,
  });
  for (const [rule, chain] of [
    [1, "KUBE-POSTROUTING"],
    [2, "KIND-MASQ-AGENT"],
  ] as const) {
    say(node, packet, { ...hit, chain: "POSTROUTING", rule, verdict: { kind: "jump", chain } });
    say(node, packet, { ...hit, chain, rule: 1, verdict: { kind: "return" } });
    say(node, packet, { ...left, chain });
  }
  say(node, packet, {
    kind: "table-left",
    hook: "POSTROUTING",
    table: "nat",
    verdict: "accept",
    byPolicy: true,
    misses: [],
    visited: 4,
  });
}
