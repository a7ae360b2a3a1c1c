import assert from "node:assert/strict";
import { en } from "../../src/message/caption/en.js";
import { ja } from "../../src/message/caption/ja.js";
import { captionOf, captionText } from "../../src/scene/caption/caption.js";
import type { Step } from "../../src/trace/step.js";
import type { Packet } from "../../src/packet/packet.js";
import type { EventBody, TraceEvent } from "../../src/trace/event/event.js";
import { namespaceId, packetId } from "../../src/trace/id.js";
import { initialState } from "../../src/trace/initial-state.js";
import { reduce } from "../../src/trace/reduce.js";
import type { Trace } from "../../src/trace/trace.js";
import { contextOf, packetOf } from "./recorder.js";
import { SMALL_HEADER } from "./small-trace-header.js";

/** The client's first packet to the Service. */
export const SYN: Packet = packetOf("10.244.1.4:42000", "10.96.1.64:80", "SYN");
/** The same after its DNAT. */
export const TO_POD: Packet = packetOf("10.244.1.4:42000", "10.244.2.3:80", "SYN");
/** It is made. */
export const CREATED: EventBody = {
  kind: "packet-created",
  headers: SYN,
  program: "curl",
  parent: null,
};
/** A walk of nat PREROUTING begins. */
export const ENTERED: EventBody = {
  kind: "table-entered",
  hook: "PREROUTING",
  table: "nat",
  chain: "PREROUTING",
  context: contextOf(SYN, "veth1c1a", null),
};

/** What is said in English about the last of these events; the Japanese sentence is filled too. */
export function told(...bodies: readonly EventBody[]): string {
  const events = bodies.map((body, at): TraceEvent => ({
    at,
    namespace: namespaceId(
      at === 0 && body.kind === "packet-created" ? "pod/default/client" : "node/worker",
    ),
    packet: packetId(1),
    ...body,
  }));
  const trace: Trace = { header: SMALL_HEADER, events };
  const states = [initialState(SMALL_HEADER)];
  for (const event of events)
    states.push(reduce(states.at(-1) ?? initialState(SMALL_HEADER), event));
  const about = events.length - 1;
  const [before, after] = [states[about], states[about + 1]];
  assert.ok(before && after);
  const step: Step = { index: 0, from: about, to: about + 1, about, level: "rules", chapter: null };
  const caption = captionOf(trace, step, before, after);
  assert.doesNotThrow(() => captionText(caption, ja));
  return captionText(caption, en);
}
