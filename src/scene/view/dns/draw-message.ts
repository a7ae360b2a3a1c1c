import { fill } from "../../../message/fill.js";
import type { SizedMessage } from "../../../trace/state.js";
import { box } from "../../mark/box.js";
import type { Mark } from "../../mark/mark.js";
import { text } from "../../mark/text.js";
import { textWidth } from "../../measure.js";
import type { ViewInput } from "../input.js";
import { digText } from "./dig-text.js";
import type { DnsSubject } from "./dns-subject.js";
import type { Part, Place } from "./part.js";

const LINE = 16;
const PAD = 10;
/** Between query and answer. */
const APART = 8;
const MONO = { size: 11, mono: true } as const;

/** Query and answer in dig's form, with their lengths. */
export function drawMessage(
  { words }: ViewInput,
  { asked, answer }: DnsSubject,
  { x, y, width }: Place,
  bottom: number,
): Part {
  const room = width - 2 * PAD - 4;
  const lines = [
    ...messageLines(words, words["message-query"], asked, room),
    ...messageLines(words, words["message-answer"], answer, room),
  ];
  const shown = lines.length > 0 ? lines : [{ text: words["no-message"], kind: "note" } as const];
  const marks: Mark[] = [];
  let top = y + PAD;
  for (const [index, { text: line, kind }] of shown.entries()) {
    if (kind === "title" && index > 0) top += APART;
    marks.push(
      text(
        `message/${index}`,
        { x: x + PAD + 2, y: top + 10, room },
        line,
        kind === "title"
          ? { size: 11, bold: true }
          : { ...MONO, mono: kind !== "note", fill: kind === "record" ? "text" : "quiet-text" },
      ),
    );
    top += LINE;
  }
  const height = Math.max(top + PAD - 2 - y, Math.min(bottom - y, 96));
  const frame = { fill: "background", stroke: "quiet-line", radius: 8 } as const;
  return {
    marks: [box("message", { x, y, width, height }, frame), ...marks],
    bottom: y + height,
  };
}

interface Line {
  readonly text: string;
  readonly kind: "title" | "comment" | "record" | "note";
}

function messageLines(
  words: ViewInput["words"],
  title: string,
  sized: SizedMessage | null,
  room: number,
): readonly Line[] {
  if (sized === null) return [];
  const { message, bytes } = sized;
  const length = bytes === null ? "" : ` · ${fill(words["message-bytes"], { bytes })}`;
  return [
    { text: `${title}${length}`, kind: "title" },
    ...digText(message).flatMap((line) => {
      const kind = /^;[; ]/.test(line) ? "comment" : "record";
      return folded(line, room).map((part): Line => ({ text: part, kind }));
    }),
  ];
}

const INDENT = "    ";

// A line that is too long goes on below, indented; a word that is too long by itself is shortened where it is drawn.
function folded(line: string, room: number): readonly string[] {
  if (textWidth(line, MONO) <= room) return [line];
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(/(?<=\s)(?=\S)/)) {
    if (current.trim() !== "" && textWidth(`${current}${word}`.trimEnd(), MONO) > room) {
      lines.push(current.trimEnd());
      current = INDENT;
    }
    current += word;
  }
  return [...lines, current.trimEnd()];
}
