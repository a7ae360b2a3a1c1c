import { fill } from "../../../message/fill.js";
import type { PluginAction } from "../../../trace/event/dns-event.js";
import type { QueryState } from "../../../trace/state.js";
import { box } from "../../mark/box.js";
import type { Mark, TextSpan } from "../../mark/mark.js";
import { polyline } from "../../mark/polyline.js";
import { spannedText, text } from "../../mark/text.js";
import { shorten, textWidth } from "../../measure.js";
import { nameOf, withoutRoot } from "../../naming.js";
import { reasonKey } from "../../plugin-reason.js";
import type { ReasonedAction } from "../../plugin-reason.js";
import type { ViewInput } from "../input.js";
import type { DnsSubject } from "./dns-subject.js";
import type { Part, Place } from "./part.js";

const ROW = 24;
const NAME = { size: 11, mono: true, bold: true } as const;
const LINE = { size: 11, mono: true } as const;
const PIPE = 10;

/** The plugins of the server block that took the query, in the order in which they are asked, with what each did. */
export function drawPlugins(input: ViewInput, { query }: DnsSubject, place: Place): Part {
  const { trace, words } = input;
  const { x, y, width } = place;
  const index = query?.block ?? 0;
  const block = trace.header.dns.blocks[index];
  if (block === undefined) return { marks: [], bottom: y };
  const title = fill(words.chain, { keys: block.keys });
  const server = query?.servedIn ?? null;
  const where =
    server === null
      ? null
      : fill(words["in-server"], {
          program: block.program ?? "CoreDNS",
          namespace: nameOf(trace.header, server),
        });
  const marks: Mark[] = [
    text("plugins/title", { x, y: y + 12, room: width }, title, { size: 12, bold: true }),
  ];
  let top = y + 16;
  const order = block.reordered === true ? words["written-order"] : null;
  for (const [key, line] of [
    ["plugins/server", where],
    ["plugins/order", order],
  ] as const) {
    if (line === null) continue;
    marks.push(text(key, { x, y: top + 12, room: width }, line, { size: 11, fill: "quiet-text" }));
    top += 16;
  }
  top += 6;
  const pipeX = x + PIPE;
  const middle = (row: number): number => top + row * ROW + ROW / 2;
  const last = block.plugins.length - 1;
  const reached = deepest(block.plugins, query);
  const names = Math.max(...block.plugins.map(({ name }) => textWidth(name, NAME))) + 8;
  marks.push(
    polyline(
      "plugins/pipe",
      [
        { x: pipeX, y: middle(0) },
        { x: pipeX, y: middle(last) },
      ],
      { strokeWidth: 2 },
    ),
    ...(reached < 1
      ? []
      : [
          polyline(
            "plugins/pipe/lit",
            [
              { x: pipeX, y: middle(0) },
              { x: pipeX, y: middle(reached) },
            ],
            { stroke: "dns", strokeWidth: 3 },
          ),
        ]),
  );
  for (const [row, plugin] of block.plugins.entries()) {
    marks.push(
      ...pluginMarks(input, query, plugin, row === reached, {
        x,
        y: top + row * ROW,
        width,
        names,
      }),
    );
  }
  return { marks, bottom: top + block.plugins.length * ROW };
}

type Plugin = ViewInput["trace"]["header"]["dns"]["blocks"][number]["plugins"][number];

function pluginMarks(
  input: ViewInput,
  query: QueryState | null,
  { name, line }: Plugin,
  isDeepest: boolean,
  { x, y, width, names }: Place & { readonly names: number },
): readonly Mark[] {
  const { words } = input;
  const key = `plugin/${name}/${line}`;
  const met = query?.plugins.findLast((one) => one.name === name && one.line === line);
  const isAnswering = met !== undefined && met.answered !== null;
  const isCurrent = met !== undefined && isDeepest && !isAnswering && query?.message === null;
  const isLit = isAnswering || isCurrent;
  const middle = y + ROW / 2;
  const lineText = fill(words.line, { line });
  const lineShown = `:${line}`;
  const lineWidth = textWidth(lineShown, LINE) + 2;
  const all = didSpans(input, met, isCurrent);
  const did = all.map((span) => span.text).join("");
  const left = x + 2 * PIPE + 4;
  const nameRoom = Math.min(names, (x + width - left) * 0.42);
  const didRoom = x + width - left - 2 - nameRoom - lineWidth - 14;
  const spans = fitting(all, didRoom, met?.answered ?? "");
  return [
    box(
      key,
      { x: left - 4, y: y + 1, width: x + width - left + 4, height: ROW - 2 },
      {
        radius: 5,
        fill: isLit ? "dns-fill" : null,
        stroke: isLit ? "dns" : null,
        tooltip: `${name}, Corefile ${lineText}: ${did}`,
        action: `corefile:${line}`,
      },
    ),
    {
      kind: "dot",
      key: `${key}/dot`,
      x: x + PIPE,
      y: middle,
      radius: isLit ? 5.5 : 4,
      fill: met === undefined ? "wire" : "dns",
      stroke: "panel",
    },
    text(`${key}/name`, { x: left + 2, y: middle + 4, room: nameRoom - 4 }, name, {
      size: 11,
      mono: true,
      bold: isLit,
      fill: met === undefined ? "quiet-text" : "text",
    }),
    spannedText(
      `${key}/did`,
      {
        x: left + 2 + nameRoom,
        y: middle + 4,
        room: didRoom,
      },
      spans,
      { size: 11, fill: "quiet-text" },
    ),
    text(`${key}/line`, { x: x + width - 8, y: middle + 4, room: lineWidth }, lineShown, {
      ...LINE,
      anchor: "end",
      fill: "quiet-text",
    }),
  ];
}

/** Less room than this says nothing of what was done. */
const LEAST_DEED = 96;

// Where there is little room the answer stays whole, or at least its code, and what was done gives way; the whole is in the tooltip.
function fitting(spans: readonly TextSpan[], room: number, code: string): readonly TextSpan[] {
  const [answer, deeds] = spans;
  if (answer === undefined || code === "") return spans;
  const left = room - textWidth(answer.text, { size: 11, bold: true });
  if (left < 0) return [{ ...answer, text: code }];
  if (deeds === undefined) return spans;
  const shown = shorten(deeds.text, left, { size: 11 });
  return shown !== deeds.text && left < LEAST_DEED ? [answer] : [answer, { ...deeds, text: shown }];
}

// What a plugin did; its answer comes first.
function didSpans(
  input: ViewInput,
  met: QueryState["plugins"][number] | undefined,
  isCurrent: boolean,
): readonly TextSpan[] {
  const { words } = input;
  if (met === undefined) return [{ text: words["not-asked"] }];
  const deeds = met.actions.map((action) => deedText(input, action)).join(" · ");
  if (met.answered !== null) {
    const answer = fill(words.answered, { rcode: met.answered });
    const rest: readonly TextSpan[] = deeds === "" ? [] : [{ text: ` · ${deeds}`, fill: "text" }];
    return [{ text: answer, fill: "text", bold: true }, ...rest];
  }
  if (deeds !== "") return [{ text: deeds, fill: "text" }];
  return [{ text: isCurrent ? words["result-inside"] : words.passes }];
}

// The plugin that the query came to last.
function deepest(plugins: readonly Plugin[], query: QueryState | null): number {
  const last = query?.plugins.at(-1);
  return last === undefined
    ? -1
    : plugins.findIndex(({ name, line }) => name === last.name && line === last.line);
}

function deedText({ words }: ViewInput, action: PluginAction): string {
  switch (action.kind) {
    case "cache-hit":
    case "cache-miss":
    case "answers-shuffled":
    case "error-logged":
    case "template-matched":
    case "template-missed":
      return words[action.kind];
    case "line-logged":
      return words["error-logged"];
    case "query-rewritten":
    case "reply-rewritten":
      return fill(words[action.kind], {
        from: withoutRoot(action.from),
        to: withoutRoot(action.to),
      });
    case "cache-stored":
      return fill(words["cache-stored"], { seconds: action.seconds });
    case "refresh-started":
      return words[action.kind];
    case "zone-delegated":
      return fill(words[action.kind], { zone: withoutRoot(action.zone) });
    case "zone-transferred":
      return fill(words[action.kind], { count: action.count });
    case "name-tried":
      return fill(words[action.kind], { name: withoutRoot(action.name) });
    case "stale-served":
      return fill(words[action.kind], { seconds: action.seconds });
    case "upstream-skipped":
      return fill(words[action.kind], { upstream: action.upstream });
    case "upstream-checked": {
      const { upstream, result } = action;
      return fill(words[action.kind], { upstream, result });
    }
    case "address-weighted":
      return fill(words[action.kind], { address: action.address });
    case "policy-applied":
      return words[`policy-${action.policy}`];
    case "addresses-mapped":
      return fill(words[action.kind], { count: action.count, prefix: action.prefix });
    case "answer-disturbed":
      return words[`answer-${action.how}`];
    case "size-limited":
      return fill(words[action.kind], { size: action.size });
    case "transfer-refused":
    case "cache-declined":
    case "record-missing":
      return fill(words[action.kind], { reason: reasonText(words, action) });
    case "record-found":
      return fill(words[action.kind], { object: withoutRoot(action.object) });
    case "forwarded":
      return fill(words[action.kind], { upstream: action.upstream });
    case "upstream-failed": {
      const reason = reasonText(words, action);
      return fill(words[action.kind], { upstream: action.upstream, reason });
    }
  }
}

function reasonText(words: ViewInput["words"], action: ReasonedAction): string {
  const key = reasonKey(action);
  return key === null ? action.reason : words[key];
}
