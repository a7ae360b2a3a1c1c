import { fill } from "../../../message/fill.js";
import type { LookupState } from "../../../trace/state.js";
import { box } from "../../mark/box.js";
import type { Mark, TextSpan } from "../../mark/mark.js";
import { sign } from "../../mark/sign.js";
import { spannedText, text } from "../../mark/text.js";
import { nameOf, namespaceOf } from "../../naming.js";
import type { Role } from "../../role.js";
import type { ViewInput } from "../input.js";
import type { Part, Place } from "./part.js";

const ROW = 38;
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
  { words, after }: ViewInput,
  { name, result, isCurrent }: Candidate,
  index: number,
  { x, y, width }: Place,
): readonly Mark[] {
  const key = `candidate/${index}`;
  const isFound = result === "NOERROR";
  const hasFailed = result !== null && !isFound;
  const isLit = isFound || isCurrent;
  const colour: Role = hasFailed ? "drop" : isLit ? "dns" : "quiet-text";
  const kind = hasFailed ? "missed" : isFound ? "passed" : "pending";
  const verdict = result ?? (isCurrent ? words.current : words.waiting);
  const at = { x: x + 13, y: y + (ROW - 3) / 2 };
  const room = width - 25 - 8;
  const first = { x: x + 25, y: y + 14, room };
  return [
    box(
      key,
      { x, y, width, height: ROW - 3 },
      {
        radius: 5,
        fill: isLit ? "dns-fill" : null,
        stroke: isLit ? "dns" : "quiet-line",
        strokeWidth: isCurrent ? 1.75 : 1,
        tooltip: `${index + 1}. ${name} – ${verdict}`,
      },
    ),
    isCurrent
      ? { kind: "dot", key: `${key}/dot`, ...at, radius: 4, fill: "dns", stroke: null }
      : sign(`${key}/sign`, at, kind, hasFailed ? "drop" : isFound ? "dns" : "wire"),
    spannedText(`${key}/name`, first, nameSpans(name, after.lookup?.name ?? "", hasFailed, isLit), {
      size: 11,
      mono: true,
    }),
    text(`${key}/result`, { x: x + 25, y: y + 28, room }, verdict, {
      size: 11,
      bold: result !== null,
      fill: colour,
    }),
  ];
}

// What was asked for is the same in every name; the search domain behind it is what differs, so it is shortened last.
function nameSpans(
  candidate: string,
  name: string,
  hasFailed: boolean,
  isLit: boolean,
): readonly TextSpan[] {
  const look = { fill: isLit ? "text" : "quiet-text", struck: hasFailed } as const;
  const domain = candidate.startsWith(`${name}.`) ? candidate.slice(name.length) : "";
  if (domain === "" || domain === ".") return [{ text: candidate, ...look }];
  return [
    { text: name, ...look },
    { text: domain, ...look, fill: isLit ? "dns" : "quiet-text", bold: isLit },
  ];
}
