import type { EventBody } from "../../trace/event/event.js";
import type { NamespaceId } from "../../trace/id.js";
import type { Host } from "../host.js";
import type { Segment } from "../segment.js";

/** All hosts and what joins them, for what asks the whole layer-2 domain. */
export interface Wires {
  host(id: NamespaceId): Host | null;
  hosts(): Iterable<Host>;
  segment(id: string): Segment | null;
  /** Whether a frame gets over a segment now: it may be cut, or lose some. */
  carries(segment: string): boolean;
  /** From one end of a segment to another, in microseconds. */
  timeOf(segment: Segment): number;
  /** Through one host's stack, in microseconds. */
  readonly passTime: number;
  readonly now: number;
  emit(namespace: NamespaceId, body: EventBody): void;
}
