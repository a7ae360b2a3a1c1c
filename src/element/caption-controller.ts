import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { SomeCatalogue } from "../message/catalogue.js";
import { needsHosts } from "../scene/layout/hosts/needs-hosts.js";
import { wholeTrace } from "../scene/layout/whole-trace.js";
import { USUAL_ACTIONS } from "../scene/caption/dns.js";
import { BASE_TELLERS } from "../scene/caption/tell.js";
import type { SomeTellers } from "../scene/caption/tell.js";
import type { TraceEvent } from "../trace/event/event.js";
import type { Trace } from "../trace/trace.js";
import type * as HostViews from "./host-views.js";

/** Who tells a trace's steps, and in which sentences. */
export interface Telling {
  readonly tellers: SomeTellers;
  readonly catalogue: SomeCatalogue;
}

interface Made extends Telling {
  /** The catalogue that it was made from. */
  readonly from: SomeCatalogue;
}

/** The captions: those of clusters at once, those of hosts as soon as a trace needs them. */
export class CaptionController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #more: typeof HostViews | null = null;
  #trace: Trace | null = null;
  #made: Made | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    // A page that was offline may ask again.
    this.#trace = null;
  }

  /** What a trace is told by; the same object until more has been fetched or the language changes. */
  tellingOf(trace: Trace, catalogue: SomeCatalogue): Telling {
    if (this.#trace !== trace && this.#more === null) {
      this.#trace = trace;
      const hasNftables = trace.header.nftables !== undefined;
      if (hasNftables || needsHosts(wholeTrace(trace).header) || trace.events.some(isRare))
        void this.#load();
    }
    if (this.#made?.from !== catalogue) this.#made = this.#make(catalogue);
    return this.#made;
  }

  #make(catalogue: SomeCatalogue): Made {
    const more = this.#more;
    if (more === null) return { tellers: BASE_TELLERS, catalogue, from: catalogue };
    return {
      tellers: { ...BASE_TELLERS, ...more.MORE_TELLERS },
      // Other languages come whole; English has its sentences here.
      catalogue: { ...catalogue, caption: { ...more.captions, ...catalogue.caption } },
      from: catalogue,
    };
  }

  async #load(): Promise<void> {
    try {
      this.#more = await import("./host-views.js");
      this.#made = null;
      this.#host.requestUpdate();
    } catch {
      // The pictures still show what happens.
    }
  }
}

const USUAL_ENDS: ReadonlySet<string> = new Set(["socket", "no-socket", "rule", "no-route", "ttl"]);

/** Whether an event has its teller, or its sentence, in the chunk. */
function isRare(event: TraceEvent): boolean {
  if (event.kind === "plugin-acted") return !Object.hasOwn(USUAL_ACTIONS, event.action.kind);
  if (event.kind === "block-chosen") {
    return event.view !== undefined || event.declined !== undefined;
  }
  if (event.kind === "packet-ended") return !USUAL_ENDS.has(event.reason.kind);
  if (event.kind !== "packet-created") return !Object.hasOwn(BASE_TELLERS, event.kind);
  const { protocol } = event.headers.transport;
  return protocol !== "tcp" && protocol !== "udp";
}
