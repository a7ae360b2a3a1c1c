import { box } from "../../mark/box.js";
import type { Mark } from "../../mark/mark.js";
import { text } from "../../mark/text.js";
import type { ViewInput } from "../input.js";
import { digText } from "./dig-text.js";
import type { DnsSubject } from "./dns-subject.js";
import type { Part, Place } from "./part.js";

const LINE = 16;
const PAD = 10;

/** The message of the query in dig's form. */
export function drawMessage(
  { words }: ViewInput,
  { message }: DnsSubject,
  { x, y, width }: Place,
  bottom: number,
): Part {
  const lines = message === null ? [words["no-message"]] : digText(message);
  const height = Math.max(lines.length * LINE + 2 * PAD - 2, Math.min(bottom - y, 96));
  const marks: Mark[] = [
    box(
      "message",
      { x, y, width, height },
      { fill: "background", stroke: "quiet-line", radius: 8 },
    ),
    ...lines.map((line, index) =>
      text(
        `message/${index}`,
        { x: x + PAD + 2, y: y + PAD + 10 + index * LINE, room: width - 2 * PAD - 4 },
        line,
        {
          size: 11,
          mono: message !== null,
          fill: message === null || line.startsWith(";;") ? "quiet-text" : "text",
        },
      ),
    ),
  ];
  return { marks, bottom: y + height };
}
