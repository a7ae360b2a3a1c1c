import { isTypedOutside } from "../../caption/prompt.js";
import { fill } from "../../../message/fill.js";
import { box } from "../../mark/box.js";
import type { Mark } from "../../mark/mark.js";
import { text } from "../../mark/text.js";
import { nameOf } from "../../naming.js";
import type { Scene } from "../../scene.js";
import type { ViewInput } from "../input.js";
import { hostInFocus, sectionsOf } from "./sections.js";
import type { Entry, Section } from "./section.js";

const LEFT = 12;
const WIDE = 620;
const LINE = 17;
const HEAD = 24;
const TITLE = 26;
const GAP = 5;
const MOST = 40;
const LABEL = 62;
const CHANGE = 64;

/** The tables of the host that the step is about: its connections, neighbours, and what its bridges have learned. */
export function tables(input: ViewInput): Scene {
  const { trace, words, width, caption } = input;
  const host = hostInFocus(input);
  const name = nameOf(trace.header, host);
  const sections = host === null ? [] : sectionsOf(input, host);
  const marks: Mark[] = [];
  let y = 34;
  const command = input.after.command;
  const about = trace.events[input.step.about];
  if (command !== null && about?.kind === "command-run") {
    const isOutside = isTypedOutside(command.namespace, command.text);
    const at = isOutside ? "" : nameOf(trace.header, command.namespace);
    const prompt = `${at}# ${command.text}`;
    marks.push(
      text("command", { x: LEFT, y: y + 14, room: width - 2 * LEFT }, prompt, {
        size: 11,
        mono: true,
        bold: true,
      }),
    );
    y += 26;
  }
  for (const section of sections) {
    const drawn = drawSection(input, section, y);
    marks.push(...drawn.marks);
    y = drawn.bottom + 8;
  }
  const height = Math.max(input.height, y + 4);
  return {
    width,
    height,
    title: `${words.tables} – ${name}`,
    description: [caption, ...sections.flatMap(sentencesOf)].join("\n"),
    marks: [
      box("background", { x: 0, y: 0, width, height }, { fill: "panel", stroke: null, radius: 0 }),
      text("title", { x: LEFT, y: 22, room: width - 2 * LEFT }, `${words.tables} – ${name}`, {
        size: 13,
        bold: true,
      }),
      ...marks,
    ],
    motions: [],
  };
}

function drawSection(
  input: ViewInput,
  { key, title, entries, empty }: Section,
  top: number,
): { readonly marks: readonly Mark[]; readonly bottom: number } {
  const { width, words } = input;
  const room = width - 2 * LEFT;
  const marks: Mark[] = [
    text(`${key}/title`, { x: LEFT, y: top + 15, room }, title, { size: 12, bold: true }),
  ];
  let y = top + TITLE;
  if (entries.length === 0 && empty !== null) {
    marks.push(
      text(`${key}/empty`, { x: LEFT + 10, y: y + 11, room: room - 10 }, empty, {
        size: 11,
        fill: "quiet-text",
      }),
    );
    return { marks, bottom: y + 18 };
  }
  for (const entry of entries.slice(0, MOST)) {
    const drawn = drawEntry(input, `${key}/${entry.key}`, entry, y);
    marks.push(...drawn.marks);
    y = drawn.bottom + GAP;
  }
  if (entries.length > MOST) {
    const more = fill(words["rules-below"], { count: entries.length - MOST });
    marks.push(
      text(`${key}/more`, { x: LEFT + 10, y: y + 11, room: room - 10 }, more, {
        size: 11,
        fill: "quiet-text",
      }),
    );
    y += 18;
  }
  return { marks, bottom: y };
}

function drawEntry(
  { width, words }: ViewInput,
  key: string,
  { head, note, lines, change, isOwn }: Entry,
  y: number,
): { readonly marks: readonly Mark[]; readonly bottom: number } {
  const isWide = width >= WIDE;
  const rows = isWide ? Math.ceil(lines.length / 2) : lines.length;
  const rect = { x: LEFT, y, width: width - 2 * LEFT, height: HEAD + rows * LINE };
  const isGone = change === "gone";
  const x = LEFT + 10;
  const end = rect.x + rect.width - 10;
  const changeText = change === "none" ? "" : words[`change-${change}`];
  const noteRoom = note === "" ? 0 : 110;
  const ink = isGone ? "quiet-text" : isOwn ? "text" : "text";
  return {
    marks: [
      box(key, rect, {
        fill: isOwn ? "hit-fill" : change === "none" ? "card" : "packet-fill",
        stroke: isOwn ? "hit" : change === "none" ? "line" : "packet",
        dashed: isGone,
      }),
      text(
        `${key}/head`,
        { x, y: y + 16, room: end - x - noteRoom - (changeText === "" ? 0 : CHANGE) - 6 },
        head,
        { size: 11, mono: true, fill: ink, bold: isOwn, ...(isGone ? { struck: true } : {}) },
      ),
      ...(note === ""
        ? []
        : [
            text(`${key}/note`, { x: end, y: y + 16, room: noteRoom }, note, {
              size: 11,
              fill: "quiet-text",
              anchor: "end",
            }),
          ]),
      ...(changeText === ""
        ? []
        : [
            text(`${key}/change`, { x: end - noteRoom, y: y + 16, room: CHANGE }, changeText, {
              size: 11,
              fill: "packet",
              bold: true,
              anchor: "end",
            }),
          ]),
      ...lines.flatMap(({ label, text: words }, index) => {
        const half = isWide ? (index % 2) * ((rect.width - 20) / 2) : 0;
        const at = y + HEAD + 9 + (isWide ? Math.floor(index / 2) : index) * LINE;
        const room = (isWide ? (rect.width - 20) / 2 : rect.width - 20) - LABEL - 4;
        return [
          text(`${key}/label/${index}`, { x: x + half, y: at, room: LABEL - 6 }, label, {
            size: 11,
            fill: "quiet-text",
          }),
          text(`${key}/line/${index}`, { x: x + half + LABEL, y: at, room }, words, {
            size: 11,
            mono: true,
          }),
        ];
      }),
    ],
    bottom: y + rect.height,
  };
}

// The same as text, for who does not see the picture.
function sentencesOf({ title, entries, empty }: Section): readonly string[] {
  const said = entries.map(({ head, note, lines }) =>
    [head, ...lines.map(({ label, text: words }) => `${label} ${words}`), note]
      .filter((part) => part !== "")
      .join(", "),
  );
  return [title, ...(said.length === 0 && empty !== null ? [empty] : said)];
}
