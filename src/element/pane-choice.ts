import { dnsMessageIn } from "../packet/dns-in-payload.js";
import type { Packet } from "../packet/packet.js";
import type { EventKind } from "../trace/event/event.js";
import type { TraceState } from "../trace/state.js";
import type { Layout } from "./size-controller.js";

/** The views of the player, in the order in which its tabs stand. */
export const PANE_VIEWS = ["stage", "flowchart", "rules", "tables", "dns", "branches"] as const;

/** One of the views. */
export type PaneView = (typeof PANE_VIEWS)[number];

/** What a reader may choose: a view, or that the player follows what happens. */
export type ViewChoice = PaneView | "auto";

/** What a layout shows always, beside what is chosen. */
const FIXED: Readonly<Record<Layout, readonly ViewChoice[]>> = {
  one: ["auto"],
  two: ["stage"],
  three: ["stage", "flowchart"],
};

/**
 * The choices that a layout offers; branches only where chance has a say. A single view follows nothing: it would change
 * under the reader's eyes.
 */
export function choicesOf(layout: Layout, hasBranches = false): readonly ViewChoice[] {
  const all: readonly ViewChoice[] = ["auto", ...PANE_VIEWS];
  return all.filter(
    (view) => !FIXED[layout].includes(view) && (view !== "branches" || hasBranches),
  );
}

/** The choice that counts in a layout: one that it does not offer becomes its first. */
export function choiceIn(layout: Layout, choice: ViewChoice, hasBranches = false): ViewChoice {
  const choices = choicesOf(layout, hasBranches);
  return choices.includes(choice) ? choice : (choices[0] ?? "auto");
}

/** The choice after this one; after the last, the first. */
export function nextChoice(layout: Layout, choice: ViewChoice, hasBranches = false): ViewChoice {
  const choices = choicesOf(layout, hasBranches);
  const place = choices.indexOf(choiceIn(layout, choice, hasBranches));
  return choices[(place + 1) % choices.length] ?? "auto";
}

/** The views that are shown, the stage first. */
export function panesOf(
  layout: Layout,
  choice: ViewChoice,
  state: TraceState,
  about: EventKind | null = null,
  hasBranches = false,
): readonly PaneView[] {
  const counted = choiceIn(layout, choice, hasBranches);
  const followed = counted === "auto" ? followedView(layout, state, about) : counted;
  switch (layout) {
    case "one":
      return [followed];
    case "two":
      return ["stage", followed];
    case "three":
      return WHOLE.has(followed) ? ["stage", followed] : ["stage", "flowchart", followed];
  }
}

/** Views that want the whole height; netfilter has little to show then. */
const WHOLE: ReadonlySet<PaneView> = new Set(["dns", "branches"] as const);

/** What is seen in a host's tables best. */
const IN_TABLES: ReadonlySet<EventKind> = new Set([
  "command-run",
  "neighbour-asked",
  "neighbour-changed",
  "neighbour-removed",
  "forwarding-learned",
  "forwarding-removed",
] as const);

/** What a name server or its plugins do, and what came of it. */
const IN_DNS = /^(block|plugin|answer)-/;

// While a packet is inside a namespace's netfilter, that is what there is to see; else, during a look-up, DNS is.
function followedView(layout: Layout, state: TraceState, about: EventKind | null): PaneView {
  if (about !== null && IN_TABLES.has(about)) return "tables";
  if (about !== null && IN_DNS.test(about)) return "dns";
  if (about === "choices-explored") return "branches";
  const packet = state.focus === null ? undefined : state.packets[state.focus];
  const walk = packet?.ended === null ? packet.pass?.walk : undefined;
  if (walk && packet?.place.spot === "stack") {
    return layout === "three" || walk.visited > 0 ? "rules" : "flowchart";
  }
  // What was learned stays in sight until something else is on its way.
  const aboutDns = packet !== undefined && carriesDns(packet.headers);
  const isLearned = aboutDns && (state.lookup !== null || about === "request-ended");
  if (isLearned || state.lookup?.result === null) return "dns";
  return layout === "three" ? "rules" : "flowchart";
}

function carriesDns({ transport }: Packet): boolean {
  return dnsMessageIn(transport.payload) !== null;
}
