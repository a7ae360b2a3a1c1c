import { parseAddress } from "../../../base/address.js";
import type { Packet } from "../../../packet/packet.js";
import type { TraceEvent } from "../../../trace/event/event.js";
import type { Trace } from "../../../trace/trace.js";
import type { ServiceHeader } from "../../../trace/header.js";
import type { PacketId } from "../../../trace/id.js";
import { portOf, serviceAt } from "../../naming.js";
import { focusOf } from "../focus.js";
import type { StageInput } from "../input.js";

const MOST_PARENTS = 4;
const PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** The Service that the step is about: the one that the packet, or what it answers, was sent to; else the one that the request asks for. */
export function serviceInPlay(input: StageInput): ServiceHeader | null {
  const packet = focusOf(input);
  return (
    (packet === null ? undefined : calledBy(input, packet.id, packet.born, packet.parent)) ??
    requested(input) ??
    null
  );
}

function calledBy(
  input: StageInput,
  id: PacketId,
  born: Packet,
  parent: PacketId | null,
): ServiceHeader | undefined {
  const { trace, step } = input;
  const { header, events } = trace;
  let [about, of, headers] = [id, parent, born];
  for (let generation = 0; generation <= MOST_PARENTS; generation++) {
    const found = serviceAt(header, headers.destination, portOf(headers, "destination"));
    if (found !== undefined || of === null || of === about) return found;
    about = of;
    const made = createdBefore(events, step.about, about);
    if (made === null) return undefined;
    [headers, of] = [made.headers, made.parent];
  }
  return undefined;
}

function createdBefore(
  events: Trace["events"],
  last: number,
  packet: PacketId,
): (TraceEvent & { readonly kind: "packet-created" }) | null {
  for (let index = last; index >= 0; index--) {
    const event = events[index];
    if (event?.kind === "packet-created" && event.packet === packet) return event;
  }
  return null;
}

// `curl http://example:8080/`: the host is an address, or the resolver has found its addresses.
function requested({ after, trace }: StageInput): ServiceHeader | undefined {
  const { request, lookup } = after;
  const url = /\b(https?):\/\/(?:\[([^\]\s]+)\]|([^/:\s]+))(?::(\d+))?/.exec(
    request?.command ?? "",
  );
  if (url === null) return undefined;
  const [, scheme = "http", bracketed, plain = "", port] = url;
  const host = bracketed ?? plain;
  const own = parseAddress(host);
  const found = lookup?.name === host ? lookup.addresses : [];
  const number = port === undefined ? (PORTS[scheme] ?? null) : Number(port);
  for (const address of own === null ? found : [own]) {
    const service = serviceAt(trace.header, address, number);
    if (service !== undefined) return service;
  }
  return undefined;
}
