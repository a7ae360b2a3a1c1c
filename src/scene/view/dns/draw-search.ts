import { fill } from "../../../message/fill.js";
import type { LookupState } from "../../../trace/state.js";
import { box } from "../../mark/box.js";
import type { Mark } from "../../mark/mark.js";
import { sign } from "../../mark/sign.js";
import { text } from "../../mark/text.js";
import { textWidth } from "../../measure.js";
import { nameOf, namespaceOf } from "../../naming.js";
import type { Role } from "../../role.js";
import type { ViewInput } from "../input.js";
import type { Part, Place } from "./part.js";

const ROW = 26;
const LINE = 16;

/** A name of the search list, and how it went. */
interface Candidate {
  readonly name: string;
  readonly result: string | null;
  readonly isCurrent: boolean;
}

/** The names that the stub resolver tries, in order. */
export function drawSearch(input: ViewInput, { x, y, width }: Place): Part {
  const { trace, after, words } = input;
  const { lookup } = after;
  const namespace = lookup?.namespace ?? after.request?.namespace ?? null;
  const resolver = namespaceOf(trace.header, namespace)?.resolver ?? null;
  const title = fill(words.search, { namespace: nameOf(trace.header, namespace) });
  const marks: Mark[] = [];
  let top = y;
  const line = (key: string, words: string, look: Parameters<typeof text>[3]): void => {
    marks.push(text(`search/${key}`, { x, y: top + 12, room: width }, words, look));
    top += LINE;
  };
  if (namespace !== null) line("title", title, { size: 12, bold: true });
  if (resolver === null && lookup === null) {
    line("none", words["no-resolver"], { size: 11, fill: "quiet-text" });
    return { marks, bottom: top };
  }
  const quiet = { size: 11, fill: "quiet-text" } as const;
  for (const server of resolver?.servers ?? []) {
    line(`server/${server}`, fill(words.nameserver, { server }), quiet);
  }
  if (lookup !== null) {
    line("name", fill(words["name-asked"], { name: lookup.name }), { size: 11 });
    line("dots", fill(words.dots, { dots: lookup.dots, ndots: lookup.ndots }), quiet);
  }
  top += 6;
  for (const [index, candidate] of candidatesOf(lookup, resolver?.search ?? []).entries()) {
    marks.push(...candidateMarks(input, candidate, index, { x, y: top, width }));
    top += ROW;
  }
  return { marks, bottom: top };
}

function candidatesOf(lookup: LookupState | null, search: readonly string[]): readonly Candidate[] {
  if (lookup === null) return search.map((name) => ({ name, result: null, isCurrent: false }));
  return lookup.candidates.map(({ name, result }, index) => ({
    name,
    result,
    isCurrent: lookup.current === index,
  }));
}

function candidateMarks(
  { words }: ViewInput,
  { name, result, isCurrent }: Candidate,
  index: number,
  { x, y, width }: Place,
): readonly Mark[] {
  const key = `candidate/${index}`;
  const isFound = result === "NOERROR";
  const hasFailed = result !== null && !isFound;
  const colour: Role = hasFailed ? "drop" : isFound || isCurrent ? "dns" : "quiet-text";
  // The name that is asked now is told by its frame and dot, so that it has all the room.
  const verdict = result;
  const verdictWidth =
    verdict === null ? 0 : Math.min(width * 0.4, textWidth(verdict, { size: 11, bold: true }) + 2);
  const kind = hasFailed ? "missed" : isFound ? "passed" : "pending";
  return [
    box(
      key,
      { x, y, width, height: ROW - 3 },
      {
        radius: 5,
        fill: isFound || isCurrent ? "dns-fill" : null,
        stroke: isFound || isCurrent ? "dns" : "quiet-line",
        strokeWidth: isCurrent ? 1.75 : 1,
        tooltip: `${index + 1}. ${name} – ${result ?? (isCurrent ? words.current : words.waiting)}`,
      },
    ),
    isCurrent
      ? {
          kind: "dot",
          key: `${key}/dot`,
          x: x + 13,
          y: y + 11.5,
          radius: 4,
          fill: "dns",
          stroke: null,
        }
      : sign(
          `${key}/sign`,
          { x: x + 13, y: y + 11.5 },
          kind,
          hasFailed ? "drop" : isFound ? "dns" : "wire",
        ),
    text(
      `${key}/name`,
      {
        x: x + 25,
        y: y + 15.5,
        room: width - 25 - 8 - (verdictWidth === 0 ? 0 : verdictWidth + 8),
      },
      name,
      {
        size: 11,
        mono: true,
        fill: isFound || isCurrent ? "text" : "quiet-text",
        struck: hasFailed,
      },
    ),
    ...(verdict === null
      ? []
      : [
          text(`${key}/result`, { x: x + width - 8, y: y + 15.5, room: verdictWidth }, verdict, {
            size: 11,
            bold: true,
            anchor: "end",
            fill: colour,
          }),
        ]),
  ];
}
