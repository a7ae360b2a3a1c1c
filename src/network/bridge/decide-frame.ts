import type { SocketBuffer } from "../../netfilter/socket-buffer.js";
import type { Device } from "../device.js";
import { isGroupMac } from "../mac-address.js";
import { endPass } from "../pass/end-pass.js";
import type { PassContext, PassPart, PassResult } from "../pass/pass-result.js";
import { linkHeaderOf } from "../pass/link-header.js";
import { floodPorts, isLocalMac, mayDeliver } from "./bridge-port.js";
import type { BridgeArrival, BridgePort } from "./bridge-port.js";
import { forwardByPort } from "./forward-by-port.js";
import { noteDecision } from "./note-decision.js";
import { passUp } from "./pass-up.js";

/** A bridge looks where a frame goes, after its PREROUTING (linux net/bridge/br_input.c: br_handle_frame_finish). */
export function decideFrame(
  buffer: SocketBuffer,
  at: BridgeArrival,
  context: PassContext,
): PassResult {
  const { bridge, port } = at;
  const { host, now } = context;
  const { source, destination } = linkHeaderOf(buffer);
  learnSource(source, at, context);
  const { devices } = host.namespace;
  const isGroup = isGroupMac(destination);
  if (!isGroup && isLocalMac(devices, bridge, destination)) {
    noteDecision(context, bridge, "local", [], destination);
    return passUp(buffer, at, context);
  }
  const goesUp = isGroup || bridge.promiscuous;
  const known = isGroup ? null : host.forwardings.portOf(bridge.name, destination, now);
  const target = devices.find(({ name, master }) => name === known && master === bridge.name);
  const ports =
    target === undefined
      ? floodPorts(devices, { bridge, port }, isGroup)
      : [target].filter((candidate) => mayDeliver(candidate, port));
  const decision = decisionOf({ goesUp, flooded: target === undefined, ports });
  noteDecision(context, bridge, decision, ports, destination);
  if (ports.length === 0 && !goesUp) {
    return endPass(buffer, context, "dropped", { kind: "no-port", bridge: bridge.name });
  }
  return copyTo(buffer, at, { ports, goesUp }, context);
}

function learnSource(
  source: ReturnType<typeof linkHeaderOf>["source"],
  { bridge, port }: BridgePort,
  { host, now, emit }: PassContext,
): void {
  const isOwn = isLocalMac(host.namespace.devices, bridge, source);
  if (!port.port.learning || isGroupMac(source) || isOwn) return;
  const place = { mac: source, device: port.name, master: bridge.name, destination: null };
  const entry = host.forwardings.learn(place, now);
  if (entry !== null) emit({ kind: "forwarding-learned", entry });
}

// The original goes up where one does, else by the last port; every other way gets a copy of its own.
function copyTo(
  buffer: SocketBuffer,
  at: BridgeArrival,
  { ports, goesUp }: { readonly ports: readonly Device[]; readonly goesUp: boolean },
  context: PassContext,
): PassResult {
  const copied = goesUp ? ports : ports.slice(0, -1);
  const parts = copied.map((port): PassPart => {
    const copy = context.born(buffer.packet, "kernel");
    context.emit({ kind: "packet-copied", copy: copy.packet, port: port.name });
    return { context: copy, result: forwardByPort(buffer, { ...at, out: port }, copy) };
  });
  const last = ports.at(-1);
  const result =
    goesUp || last === undefined
      ? passUp(buffer, { ...at, promiscuous: at.bridge.promiscuous }, context)
      : forwardByPort(buffer, { ...at, out: last }, context);
  return parts.length === 0 ? result : { kind: "several", parts: [...parts, { context, result }] };
}

function decisionOf({
  goesUp,
  flooded,
  ports,
}: {
  readonly goesUp: boolean;
  readonly flooded: boolean;
  readonly ports: readonly Device[];
}): Parameters<typeof noteDecision>[2] {
  if (ports.length === 0) return goesUp ? "local" : "none";
  if (goesUp) return "local-and-flood";
  return flooded ? "flood" : "forward";
}
