import type { SyncedRule } from "../../../trace/event/cluster-event.js";
import type { SyncState } from "../../../trace/state.js";
import { box } from "../../mark/box.js";
import type { Mark } from "../../mark/mark.js";
import { text } from "../../mark/text.js";
import { fill } from "../../../message/fill.js";
import { readableRule } from "../../rule-text.js";
import type { ViewInput } from "../input.js";

const LEFT = 12;
const HEAD = 22;
const ROW = 24;
const MOST_ROWS = 60;
const MONO = { size: 11, mono: true } as const;

/** The sync that the step is about, or the last of those that came with it; null where something else happened last. */
export function syncOf({ trace, step, after }: ViewInput): SyncState | null {
  const about = trace.events[step.about];
  const own = after.synced.filter(({ namespace }) => namespace === about?.namespace);
  return own.at(-1) ?? after.synced.at(-1) ?? null;
}

/** What a sync of kube-proxy added and removed, chain by chain: `+` and `-` say it without their colours, too. */
export function drawSync(
  input: ViewInput,
  sync: SyncState,
  top: number,
): { readonly marks: readonly Mark[]; readonly bottom: number } {
  const { width, words } = input;
  const room = width - 2 * LEFT;
  const changed = [
    ...sync.removed.map((rule) => ({ rule, sign: "-" as const })),
    ...sync.added.map((rule) => ({ rule, sign: "+" as const })),
  ];
  const chains = [...new Set(changed.map(({ rule }) => `${rule.table} ${rule.chain}`))];
  const marks: Mark[] = [];
  let y = top;
  let left = MOST_ROWS;
  for (const chain of chains) {
    if (left <= 0) break;
    marks.push(text(`sync/${chain}`, { x: LEFT, y: y + 15, room }, chain, { ...MONO, bold: true }));
    y += HEAD;
    for (const { rule, sign } of changed) {
      if (`${rule.table} ${rule.chain}` !== chain || left-- <= 0) continue;
      marks.push(...row(input, rule, sign, y));
      y += ROW;
    }
  }
  const hidden = changed.length - MOST_ROWS;
  if (hidden > 0) {
    const more = fill(words["more-synced"], { count: hidden });
    marks.push(
      text("sync/more", { x: LEFT, y: y + 15, room }, more, { size: 11, fill: "quiet-text" }),
    );
    y += HEAD;
  }
  return { marks, bottom: y };
}

function row(
  { trace, width }: ViewInput,
  { table, chain, rule, text: index }: SyncedRule,
  sign: "+" | "-",
  y: number,
): readonly Mark[] {
  const whole = trace.header.texts[index] ?? "";
  const { condition, target } = readableRule(whole);
  const words = [condition, target === "" ? "" : `→ ${target}`].filter((part) => part !== "");
  const isAdded = sign === "+";
  const key = `sync/${table}/${chain}/${sign}${rule}`;
  const ink = isAdded ? "hit" : "drop";
  return [
    box(
      key,
      { x: LEFT, y, width: width - 2 * LEFT, height: ROW - 2 },
      {
        radius: 5,
        fill: isAdded ? "hit-fill" : "drop-fill",
        stroke: ink,
        tooltip: `${sign} ${rule}. ${whole}`,
      },
    ),
    text(`${key}/sign`, { x: LEFT + 8, y: y + 15, room: 12 }, isAdded ? "+" : "−", {
      size: 12,
      mono: true,
      bold: true,
      fill: ink,
    }),
    text(`${key}/number`, { x: LEFT + 42, y: y + 15, room: 20 }, String(rule), {
      ...MONO,
      anchor: "end",
      fill: "quiet-text",
    }),
    text(
      `${key}/text`,
      { x: LEFT + 50, y: y + 15, room: width - 2 * LEFT - 58 },
      words.join(" "),
      MONO,
    ),
  ];
}
