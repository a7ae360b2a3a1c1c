import type { Effects } from "../base/effect.js";
import type { DnsEvent } from "../trace/event/dns-event.js";
import { ask } from "./ask.js";
import type { DnsNeed } from "./effect.js";

/** Writes a fact into the trace. */
export function* note(event: DnsEvent): Effects<DnsNeed, void> {
  yield* ask({ kind: "note", event });
}
