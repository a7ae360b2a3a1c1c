import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { EventBody } from "../../../src/trace/event/event.js";
import type {
  ConnectionEntry,
  ConnectionState,
  RemovalReason,
} from "../../../src/trace/event/netfilter-event.js";
import { connectionId } from "../../../src/trace/id.js";
import { entryOf } from "../../support/recorder.js";
import { CREATED, SYN, told } from "../../support/told.js";

const connection = connectionId(1);
const begun = entryOf(SYN, null, []);
const bound = entryOf(SYN, "10.244.2.3:80", ["DNAT"]);
const BEGUN: EventBody = { kind: "connection-created", connection, entry: begun };
const CONFIRMED = confirmed(bound);

function confirmed(entry: ConnectionEntry): EventBody {
  return { kind: "connection-confirmed", connection, entry: { ...entry, confirmed: true } };
}

function updated(entry: ConnectionEntry): EventBody {
  return { kind: "connection-updated", connection, entry };
}

function lookedUp(
  state: ConnectionState,
  direction: "original" | "reply" | null = "original",
): EventBody {
  return direction === null
    ? { kind: "connection-looked-up", connection: null, original: null, state, direction }
    : { kind: "connection-looked-up", connection, original: begun.original, state, direction };
}

function removed(reason: RemovalReason): EventBody {
  return { kind: "connection-expired", connection, reason };
}

describe("what is said of conntrack", () => {
  const lookUps: readonly (readonly [string, readonly EventBody[], RegExp])[] = [
    [
      "a first packet, whose entry was begun a moment ago",
      [BEGUN, lookedUp("NEW")],
      /knew no connection 10\.244\.1\.4:42000 → 10\.96\.1\.64:80 before\. The packet is NEW/,
    ],
    [
      "a second packet before any answer",
      [BEGUN, CONFIRMED, lookedUp("NEW")],
      /has an entry for 10\.244\.1\.4:42000 → 10\.96\.1\.64:80, but no answer was seen yet/,
    ],
    [
      "a later packet of the request",
      [BEGUN, CONFIRMED, lookedUp("ESTABLISHED")],
      /knows the connection: ESTABLISHED, in the direction of the request/,
    ],
    [
      "an answer",
      [BEGUN, CONFIRMED, lookedUp("ESTABLISHED", "reply")],
      /ESTABLISHED, an answer to 10\.244\.1\.4:42000 → 10\.96\.1\.64:80/,
    ],
    [
      "an error about a packet that was refused, whose entry is gone",
      [BEGUN, removed("not-confirmed"), lookedUp("RELATED", "reply")],
      /RELATED to the connection 10\.244\.1\.4:42000 → 10\.96\.1\.64:80\.$/,
    ],
    ["a packet that belongs nowhere", [lookedUp("INVALID", null)], /cannot assign .* INVALID/],
    ["a packet that is not tracked", [lookedUp("UNTRACKED", null)], /UNTRACKED/],
  ];
  for (const [name, events, expected] of lookUps) {
    it(`tells ${name}`, () => {
      assert.match(told(CREATED, ...events), expected);
    });
  }

  it("tells that an entry is begun", () => {
    assert.match(
      told(CREATED, BEGUN),
      /begins an entry for 10\.244\.1\.4:42000 → 10\.96\.1\.64:80\. It counts only/,
    );
  });

  const changes: readonly (readonly [string, readonly EventBody[], RegExp])[] = [
    [
      "a translation that is bound, with the answer that is expected now",
      [BEGUN, updated(bound)],
      /binds the translation .* from now on, .* from 10\.244\.2\.3:80 to 10\.244\.1\.4:42000\.$/,
    ],
    [
      "TCP's next state",
      [BEGUN, CONFIRMED, updated({ ...bound, protocolState: "SYN_RECV", seenReply: true })],
      /is now SYN_RECV/,
    ],
    [
      "the first answer",
      [BEGUN, CONFIRMED, updated({ ...bound, seenReply: true })],
      /has seen an answer/,
    ],
    [
      "nothing but more time",
      [BEGUN, CONFIRMED, updated({ ...bound, expiresAt: bound.expiresAt + 1 })],
      /for longer/,
    ],
  ];
  for (const [name, events, expected] of changes) {
    it(`tells of a change: ${name}`, () => {
      assert.match(told(CREATED, ...events), expected);
    });
  }

  const removals: readonly (readonly [RemovalReason, RegExp])[] = [
    ["expired", /nobody used it before its time ran out/],
    ["not-confirmed", /the first packet got no further/],
    ["reset", /a reset refused the connection/],
    ["reopened", /this SYN begins another one/],
  ];
  for (const [reason, expected] of removals) {
    it(`tells why an entry is removed: ${reason}`, () => {
      const text = told(CREATED, BEGUN, removed(reason));
      assert.match(text, expected);
      assert.match(text, /10\.244\.1\.4:42000 → 10\.96\.1\.64:80/);
    });
  }
});
