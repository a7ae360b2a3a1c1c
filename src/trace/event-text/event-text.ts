import { byGroup } from "../event/by-group.js";
import type { TraceEvent } from "../event/event.js";
import type { TraceHeader } from "../header.js";
import type { TraceState } from "../state.js";
import { clusterText } from "./cluster-text.js";
import { dnsText } from "./dns-text.js";
import { hostText } from "./host-text.js";
import { ipvsText } from "./ipvs-text.js";
import { netfilterText } from "./netfilter-text.js";
import { networkText } from "./network-text.js";
import { playText } from "./play-text.js";

/**
 * What an event says, in the words of the tools that would show it, and its author's in a language; `after` is the state that
 * it led to.
 */
export function eventText(
  event: TraceEvent,
  header: TraceHeader,
  after: TraceState,
  language = "en",
): string {
  return byGroup(event, {
    play: (known) => playText(known, header, language),
    network: (known) => networkText(known, header),
    host: hostText,
    netfilter: (known) => {
      const packet = known.packet === null ? undefined : after.packets[known.packet];
      return netfilterText(known, packet?.pass?.walk ?? null);
    },
    ipvs: ipvsText,
    dns: dnsText,
    cluster: (known) => clusterText(known, header),
    unknown: (kind) => kind,
  });
}
