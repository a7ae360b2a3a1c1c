import type { PacketState } from "../../../trace/state.js";
import { natureText } from "../../../trace/tuple-text.js";
import type { ViewWords } from "../../../message/view/en.js";
import { box } from "../../mark/box.js";
import type { Rect } from "../../mark/box.js";
import type { Mark, TextSpan } from "../../mark/mark.js";
import { spannedText, text } from "../../mark/text.js";
import { destinationText, sourceText } from "../../naming.js";
import { rewritten } from "../focus.js";
import type { ViewInput } from "../input.js";
import { isNarrow } from "./rules-layout.js";

/** One of the packet's headers, before the step and after it. */
interface Field {
  readonly name: keyof ViewWords;
  readonly old: string;
  readonly now: string;
}

/** The packet's headers; what the step changed stands struck beside the new value. */
export function drawHeaders(input: ViewInput, packet: PacketState, rect: Rect): readonly Mark[] {
  const { words } = input;
  const fields = fieldsOf(input, packet);
  const narrow = isNarrow(input.width);
  const left = (rect.width - 24) * (narrow ? 1 : 0.66);
  return [
    box("headers", rect, { fill: "background", stroke: "quiet-line", radius: 8 }),
    text(
      "headers/title",
      { x: rect.x + 12, y: rect.y + 18, room: rect.width / 2 - 20 },
      words.packet,
      { size: 11, bold: true },
    ),
    text(
      "headers/nature",
      { x: rect.x + rect.width - 12, y: rect.y + 18, room: rect.width / 2 - 20 },
      natureText(packet.headers),
      { size: 11, mono: true, anchor: "end", fill: "quiet-text" },
    ),
    ...fields.flatMap(({ name, old, now }, index) => {
      // The addresses and the state take the wide column, the short values the other.
      const isLeft = narrow || index < 3;
      const row = isLeft ? index : index - 3;
      const x = rect.x + 12 + (isLeft ? 0 : left + 12);
      const y = rect.y + 37 + row * 17;
      const label = isLeft ? 84 : 50;
      const room = (isLeft ? left : rect.width - 36 - left) - label;
      return [
        text(`headers/${name}`, { x, y, room: label - 8 }, words[name], {
          size: 11,
          fill: "quiet-text",
        }),
        spannedText(`headers/${name}/value`, { x: x + label, y, room }, valueSpans(old, now), {
          size: 11,
          mono: true,
        }),
      ];
    }),
  ];
}

function fieldsOf(input: ViewInput, packet: PacketState): readonly Field[] {
  const { before } = input;
  const earlier = before.packets[packet.id];
  const old = rewritten(input, packet)?.before ?? earlier?.headers ?? packet.headers;
  const { headers, pass } = packet;
  const state = pass?.connection?.state ?? "–";
  const mark = (value: number): string => `0x${value.toString(16)}`;
  // On another host the mark is gone without anything having changed it.
  const isSameHost = earlier?.place.namespace === packet.place.namespace;
  return [
    { name: "source", old: sourceText(old), now: sourceText(headers) },
    { name: "destination", old: destinationText(old), now: destinationText(headers) },
    { name: "state", old: state, now: state },
    { name: "ttl", old: String(earlier?.headers.ttl ?? headers.ttl), now: String(headers.ttl) },
    { name: "mark", old: mark(isSameHost ? earlier.mark : packet.mark), now: mark(packet.mark) },
  ];
}

function valueSpans(old: string, now: string): readonly TextSpan[] {
  if (old === now) return [{ text: now }];
  return [
    { text: old, fill: "quiet-text", struck: true },
    { text: " → ", fill: "translation" },
    { text: now, fill: "translation", bold: true },
  ];
}
