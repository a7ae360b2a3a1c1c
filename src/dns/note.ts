import { perform } from "../base/effect.js";
import type { Effects } from "../base/effect.js";
import type { DnsEvent } from "../trace/event/dns-event.js";
import type { DnsNeed } from "./effect.js";

/** Writes a fact into the trace. */
export function* note(event: DnsEvent): Effects<DnsNeed, void> {
  yield* perform({ kind: "note", event });
}
