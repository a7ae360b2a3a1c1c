import type { PlayEvent } from "../event/play-event.js";
import type { RequestId } from "../id.js";
import { explorationShape } from "./exploration-shape.js";
import { outcomeShape } from "./outcome-shape.js";
import { addressShape } from "./packet-shape.js";
import {
  count,
  flag,
  nullable,
  number,
  numbered,
  object,
  oneOf,
  text,
  type Shape,
} from "./shape.js";

type EventOf<Kind extends PlayEvent["kind"]> = PlayEvent & { readonly kind: Kind };

/** The events of the play, by kind. */
export const PLAY_SHAPES: {
  readonly [Kind in PlayEvent["kind"]]: Shape<Omit<EventOf<Kind>, "kind">>;
} = {
  "chapter-started": object({ chapter: count }),
  "note-shown": object({ note: count }),
  "choices-explored": explorationShape,
  "request-started": object({ request: numbered<RequestId>(), command: text }),
  "request-ended": object({
    request: numbered<RequestId>(),
    outcome: outcomeShape,
    output: text,
    status: nullable(count),
  }),
  "socket-changed": object({
    protocol: oneOf<"tcp" | "udp" | "sctp">({ tcp: 1, udp: 1, sctp: 1 }),
    local: text,
    remote: text,
    state: text,
  }),
  "timer-fired": object({
    purpose: oneOf<EventOf<"timer-fired">["purpose"]>({
      "tcp-retransmit": 1,
      "tcp-give-up": 1,
      "sctp-retransmit": 1,
      "sctp-give-up": 1,
      "dns-timeout": 1,
      "connect-timeout": 1,
      "answer-timeout": 1,
      "idle-timeout": 1,
    }),
    afterMicroseconds: number,
  }),
  "expectation-checked": object({ text, holds: flag, found: text }),
  "http-handled": object({ method: text, path: text, status: count, client: addressShape }),
  "endpoint-chosen": object({
    service: text,
    client: addressShape,
    endpoint: nullable(text),
    place: count,
    of: count,
    kept: flag,
  }),
};
