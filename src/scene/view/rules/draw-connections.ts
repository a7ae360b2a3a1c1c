import type { ConnectionEntry } from "../../../trace/event/netfilter-event.js";
import type { PacketState } from "../../../trace/state.js";
import { box } from "../../mark/box.js";
import type { Mark } from "../../mark/mark.js";
import { text } from "../../mark/text.js";
import { tupleText } from "../../naming.js";
import type { ViewInput } from "../input.js";
import { wrapText } from "../../wrap-text.js";

const ENTRY = 62;
const LEFT = 12;

/** The conntrack table of the namespace, the packet's own entry first; returns where it ends. */
export function drawConnections(
  input: ViewInput,
  packet: PacketState,
  bottom: number,
): { readonly marks: readonly Mark[]; readonly bottom: number } {
  const { words, width, after } = input;
  const namespace = packet.place.namespace;
  const own = packet.pass?.connection?.id ?? null;
  const entries: readonly (readonly [string, ConnectionEntry])[] = Object.entries(
    after.connections[namespace] ?? {},
  );
  const sorted = [...entries].sort(
    ([a], [b]) => Number(b === String(own)) - Number(a === String(own)),
  );
  const isBound = packet.pass?.stations.at(-1)?.station === "nat";
  const marks: Mark[] = [];
  let y = 36;
  if (isBound) {
    for (const line of wrapText(words["connection-decides"], width - 2 * LEFT, 2, { size: 11 })) {
      marks.push(
        text(`connection/note/${y}`, { x: LEFT, y: y + 10, room: width - 2 * LEFT }, line, {
          size: 11,
          fill: "quiet-text",
        }),
      );
      y += 16;
    }
  }
  for (const [id, entry] of sorted) {
    if (y + ENTRY > bottom && id !== String(own)) break;
    marks.push(...entryMarks(input, id, entry, { y, isOwn: id === String(own) }));
    y += ENTRY + 6;
  }
  return { marks, bottom: y };
}

function entryMarks(
  { words, width }: ViewInput,
  id: string,
  entry: ConnectionEntry,
  { y, isOwn }: { readonly y: number; readonly isOwn: boolean },
): readonly Mark[] {
  const key = `connection/${id}`;
  const state = [
    entry.protocol,
    entry.protocolState ?? "",
    ...entry.status,
    entry.seenReply ? "" : "[UNREPLIED]",
    entry.assured ? "[ASSURED]" : "",
    entry.confirmed ? "" : "[UNCONFIRMED]",
  ].filter((word) => word !== "");
  const x = LEFT + 10;
  const room = width - 2 * LEFT - 20;
  const label = 62;
  const line = (
    name: "expects-original" | "expects-reply",
    at: number,
    tuple: string,
  ): readonly Mark[] => [
    text(`${key}/${name}`, { x, y: at, room: label - 6 }, words[name], {
      size: 11,
      fill: "quiet-text",
    }),
    text(`${key}/${name}/tuple`, { x: x + label, y: at, room: room - label }, tuple, {
      size: 11,
      mono: true,
    }),
  ];
  return [
    box(
      key,
      { x: LEFT, y, width: width - 2 * LEFT, height: ENTRY },
      {
        fill: isOwn ? "hit-fill" : "card",
        stroke: isOwn ? "hit" : "line",
      },
    ),
    text(`${key}/state`, { x, y: y + 18, room }, state.join(" "), {
      size: 11,
      mono: true,
      bold: isOwn,
      fill: isOwn ? "hit" : "quiet-text",
    }),
    ...line("expects-original", y + 35, tupleText(entry.original)),
    ...line("expects-reply", y + 52, tupleText(entry.reply)),
  ];
}
