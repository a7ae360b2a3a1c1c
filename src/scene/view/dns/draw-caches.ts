import { fill } from "../../../message/fill.js";
import type { NamespaceId } from "../../../trace/id.js";
import type { CachedState } from "../../../trace/state.js";
import { box } from "../../mark/box.js";
import type { Mark } from "../../mark/mark.js";
import { text } from "../../mark/text.js";
import { textWidth } from "../../measure.js";
import { nameOf, withoutRoot } from "../../naming.js";
import type { ViewInput } from "../input.js";
import type { DnsSubject } from "./dns-subject.js";
import type { Part, Place } from "./part.js";

const ROW = 38;
const TITLE = 20;
const GAP = 8;
/** Entries that are drawn of one cache; the newest. */
const MOST = 6;

/** One cache of one CoreDNS. */
interface Cache {
  readonly namespace: NamespaceId;
  readonly line: number;
  readonly entries: readonly CachedState[];
}

/** What the caches of the CoreDNS pods hold, with the seconds that are left of each; that of the query's own server first. */
export function drawCaches(input: ViewInput, subject: DnsSubject, { x, y, width }: Place): Part {
  const { trace, words } = input;
  const marks: Mark[] = [];
  let top = y;
  for (const cache of cachesOf(input, subject)) {
    const { namespace, line, entries } = cache;
    const key = `cache/${namespace}/${line}`;
    const title = fill(words["cache-of"], { namespace: nameOf(trace.header, namespace) });
    const place = `:${line}`;
    const placeWidth = textWidth(place, { size: 11, mono: true }) + 6;
    marks.push(
      text(key, { x, y: top + 12, room: width - placeWidth }, title, { size: 12, bold: true }),
      text(`${key}/line`, { x: x + width, y: top + 12, room: placeWidth }, place, {
        size: 11,
        mono: true,
        anchor: "end",
        fill: "quiet-text",
      }),
    );
    top += TITLE;
    const note = (name: string, words: string): void => {
      const at = { x, y: top + 10, room: width };
      marks.push(text(`${key}/${name}`, at, words, { size: 11, fill: "quiet-text" }));
      top += LINE;
    };
    if (entries.length === 0) note("empty", words["cache-empty"]);
    for (const entry of entries.slice(0, MOST)) {
      const isUsed = namespace === subject.query?.servedIn && isHit(entry, line, subject);
      marks.push(...entryMarks(input, entry, { key, isUsed }, { x, y: top, width }));
      top += ROW;
    }
    const more = entries.length - MOST;
    if (more > 0) note("more", fill(words["cache-more"], { count: more }));
    top += GAP;
  }
  return { marks, bottom: top - GAP };
}

const LINE = 16;

function cachesOf({ trace, after }: ViewInput, { query }: DnsSubject): readonly Cache[] {
  const lines = trace.header.dns.blocks.flatMap(({ plugins }, block) =>
    plugins.flatMap(({ name, line }) => (name === "cache" ? [{ block, line }] : [])),
  );
  const known = trace.header.namespaces.map(({ id }) => id);
  const own = query?.servedIn ?? null;
  const namespaces = new Set([...(own === null ? [] : [own]), ...known]);
  return [...namespaces].flatMap((namespace) => {
    const all = after.caches[namespace] ?? [];
    return lines.flatMap(({ block, line }): readonly Cache[] => {
      const entries = all.filter((one) => one.block === block && one.line === line).toReversed();
      // An empty cache is worth a word where the query could be kept in it.
      const isOwn = namespace === own && query?.block === block;
      return entries.length > 0 || isOwn ? [{ namespace, line, entries }] : [];
    });
  });
}

// The answer's data; their type only where it is not the one that was asked for.
function contentOf({ records, rcode }: CachedState, type: string): string {
  const own = `${type} `;
  const data = records.map((one) => (one.startsWith(own) ? one.slice(own.length) : one));
  return data.length === 0 ? rcode : data.join(", ");
}

// Whether the query found this entry.
function isHit(entry: CachedState, line: number, { query }: DnsSubject): boolean {
  const visit = query?.plugins.findLast((one) => one.name === "cache" && one.line === line);
  const type = query?.question.type ?? "";
  return (
    visit?.actions.some(
      (action) =>
        (action.kind === "cache-hit" ||
          action.kind === "stale-served" ||
          action.kind === "cache-stored") &&
        entry.key.startsWith(`${action.name.toLowerCase()} ${type} `),
    ) === true
  );
}

function entryMarks(
  { words, after }: ViewInput,
  entry: CachedState,
  { key: cache, isUsed }: { readonly key: string; readonly isUsed: boolean },
  { x, y, width }: Place,
): readonly Mark[] {
  const key = `${cache}/${entry.key}/${entry.denial ? "denial" : "success"}`;
  const [name = "", type = "", , ...bits] = entry.key.split(" ");
  const left = entry.seconds - Math.floor((after.at - entry.storedAt) / 1e6);
  const isOver = left <= 0;
  const time = isOver ? words["cache-ended"] : fill(words["seconds-left"], { seconds: left });
  const content = contentOf(entry, type);
  const doubt = entry.outdated ? words["cache-outdated"] : "";
  const timeWidth = textWidth(time, { size: 11 }) + 4;
  const question = [withoutRoot(name), type, ...bits].join(" ");
  const tooltip = [question, content, time, doubt].filter((part) => part !== "").join(" – ");
  const inner = width - 16;
  const share = Math.max(0, Math.min(1, left / entry.seconds));
  const bar = { x: x + 8, y: y + ROW - 6, width: inner * share, height: 2 };
  return [
    box(
      key,
      { x, y, width, height: ROW - 3 },
      {
        radius: 5,
        fill: isUsed ? "dns-fill" : null,
        stroke: isUsed ? "dns" : "quiet-line",
        tooltip,
      },
    ),
    text(`${key}/question`, { x: x + 8, y: y + 13, room: inner }, question, {
      size: 11,
      mono: true,
      fill: isOver ? "quiet-text" : "text",
    }),
    text(
      `${key}/content`,
      { x: x + 8, y: y + 27, room: inner - timeWidth },
      doubt === "" ? content : `${doubt} · ${content}`,
      { size: 11, fill: entry.outdated ? "drop" : "quiet-text" },
    ),
    text(`${key}/left`, { x: x + width - 8, y: y + 27, room: timeWidth }, time, {
      size: 11,
      anchor: "end",
      fill: isOver ? "quiet-text" : "dns",
    }),
    ...(share > 0 ? [box(`${key}/bar`, bar, { radius: 1, fill: "dns", stroke: null })] : []),
  ];
}
