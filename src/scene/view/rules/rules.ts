import { fill } from "../../../message/fill.js";
import type { NamespaceId } from "../../../trace/id.js";
import type { PacketState, SyncState } from "../../../trace/state.js";
import { box } from "../../mark/box.js";
import type { Mark } from "../../mark/mark.js";
import { text } from "../../mark/text.js";
import { nameOf } from "../../naming.js";
import type { Scene } from "../../scene.js";
import { focusOf, hostOf } from "../focus.js";
import type { ViewInput } from "../input.js";
import { chainRows, selectedRows } from "./chain-rows.js";
import { drawChain } from "./draw-chain.js";
import { drawConnections } from "./draw-connections.js";
import { drawHeaders } from "./draw-headers.js";
import { drawRequest } from "./draw-request.js";
import { drawSync, syncOf } from "./draw-sync.js";
import { drawRoutes, routesOf } from "./draw-routes.js";
import { layoutRules, panelHeight, subjectOf } from "./rules-layout.js";

const MARGIN = 12;
const TITLE = 34;

/** What was drawn, what stands over it, and where it ends. */
interface Body {
  readonly heading: string;
  readonly marks: readonly Mark[];
  readonly bottom: number;
}

/** The chain that is walked, rule by rule, or what else decided; below it the packet's headers. */
export function rules(input: ViewInput): Scene {
  const { trace, words, width } = input;
  const sync = input.selected == null ? syncOf(input) : null;
  const packet = sync === null ? focusOf(input) : null;
  const panel = packet === null ? 0 : panelHeight(width) + MARGIN;
  const room = input.height - panel;
  const body =
    ofSelected(input) ??
    (sync === null ? null : ofSync(input, sync)) ??
    (packet === null ? withoutPacket(input, room) : ofPacket(input, packet, room));
  const height = Math.max(input.height, body.bottom + panel + MARGIN / 2);
  const isAsked = input.selected != null;
  const namespace =
    sync?.namespace ??
    packet?.place.namespace ??
    (isAsked ? hostOf(input) : (input.after.request?.namespace ?? null));
  const place = namespace === null ? "" : nameOf(trace.header, namespace);
  const whole = { x: 0, y: 0, width, height };
  const frame = { x: MARGIN, y: height - panel, width: width - 2 * MARGIN, height: panel - MARGIN };
  return {
    width,
    height,
    title: `${words.rules} – ${body.heading}`,
    description: input.caption,
    marks: [
      box("background", whole, { fill: "panel", stroke: null, radius: 0 }),
      text("title", { x: MARGIN, y: 22, room: width * 0.6 - MARGIN }, body.heading, {
        size: 13,
        bold: true,
      }),
      text("place", { x: width - MARGIN, y: 22, room: width * 0.4 - 2 * MARGIN }, place, {
        size: 11,
        fill: "quiet-text",
        anchor: "end",
      }),
      ...body.marks,
      ...(packet === null ? [] : drawHeaders(input, packet, frame)),
    ],
    motions: [],
  };
}

// What the reader has asked for stands in the place of what is walked.
function ofSelected(input: ViewInput): Body | null {
  const shown = selectedRows(input, hostOf(input));
  if (shown === null) return null;
  const layout = layoutRules(input, shown);
  const marks = drawChain(input, shown, layout);
  return { heading: `${shown.table} ${shown.chain.chain}`, marks, bottom: layout.bottom };
}

function ofSync(input: ViewInput, sync: SyncState): Body {
  return { heading: input.words["rules-synced"], ...drawSync(input, sync, TITLE) };
}

function ofPacket(input: ViewInput, packet: PacketState, room: number): Body {
  const { words } = input;
  switch (subjectOf(packet)) {
    case "chain": {
      const shown = chainRows(input, packet);
      if (shown === null) return routesBody(input, packet.place.namespace, packet, room);
      const layout = layoutRules(input, shown);
      const marks = drawChain(input, shown, layout);
      return {
        heading: `${shown.table} ${shown.walk?.hook ?? ""}`.trimEnd(),
        marks,
        bottom: layout.bottom,
      };
    }
    case "connection":
      return {
        heading: fill(words.connection, {
          namespace: nameOf(input.trace.header, packet.place.namespace),
        }),
        ...drawConnections(input, packet, room),
      };
    case "routes":
      return routesBody(input, packet.place.namespace, packet, room);
  }
}

function withoutPacket(input: ViewInput, room: number): Body {
  const request = drawRequest(input, TITLE);
  const namespace = input.after.request?.namespace ?? input.trace.header.namespaces[0]?.id ?? null;
  if (namespace === null) return { heading: input.words.rules, ...request };
  const routes = drawRoutes(input, namespace, null, request.bottom + 26, room);
  const title = text(
    "routes/title",
    { x: MARGIN, y: request.bottom + 14, room: input.width - 2 * MARGIN },
    routesTitle(input, namespace, null),
    { size: 12, bold: true },
  );
  return {
    heading: input.words.request,
    marks: [...request.marks, title, ...routes.marks],
    bottom: routes.bottom,
  };
}

function routesBody(
  input: ViewInput,
  namespace: NamespaceId,
  packet: PacketState,
  room: number,
): Body {
  const heading = routesTitle(input, namespace, packet);
  return { heading, ...drawRoutes(input, namespace, packet, TITLE, room) };
}

function routesTitle(input: ViewInput, namespace: NamespaceId, packet: PacketState | null): string {
  const { trace, words } = input;
  const routes = routesOf(input, namespace, packet);
  const name = nameOf(trace.header, namespace);
  return fill(words[routes.length === 0 ? "no-routes" : "routes"], { namespace: name });
}
