import { html, nothing, svg } from "lit";
import type { TemplateResult } from "lit";
import type { InterfaceTexts } from "../../message/interface/en.js";
import type { PaneView } from "../pane-choice.js";
import { PANE_VIEWS } from "../pane-choice.js";
import { pane } from "../part/pane.js";
import { transcript } from "../part/transcript.js";
import type { Transcript } from "../part/transcript.js";

/** What one column shows, and whom it tells. */
export interface ColumnPart {
  readonly mode: string;
  /** What the request costs in this mode, in words. */
  readonly cost: string;
  /** The rules that the request's first packet visits, as a share of the most among the columns, 0 to 1. */
  readonly share: number;
  readonly caption: string;
  /** Said where only the others have a step; empty where this one has its own. */
  readonly waits: string;
  readonly view: PaneView;
  /** The steps as text; null without controls. */
  readonly transcript: Transcript | null;
  readonly scrollPane: (pane: HTMLElement, rows: number) => boolean;
}

/** How the columns stand: all beside each other, or one at a time behind tabs. */
export interface ColumnPlace {
  readonly isTabbed: boolean;
  readonly isShown: boolean;
  readonly playing: boolean;
}

/** A mode with its cost, its picture and what just happened there. */
export function columnPart(
  column: ColumnPart,
  { isTabbed, isShown, playing }: ColumnPlace,
  texts: InterfaceTexts,
): TemplateResult {
  const { mode, caption } = column;
  return html`<div
    class="column"
    part="column"
    id="column-${mode}"
    role=${isTabbed ? "tabpanel" : "group"}
    aria-label=${mode}
    ?hidden=${!isShown}
  >
    ${isTabbed ? nothing : html`<p class="mode">${mode}</p>`}
    <p class="cost">${column.cost}</p>
    ${costBar(column.share)}
    ${PANE_VIEWS.map((view) =>
      pane(view, {
        isShown: view === column.view,
        label: `${mode}, ${texts[`view-${view}`]}: ${caption}`,
        scroll: column.scrollPane,
      }),
    )}
    <div class="said">
      <p class="caption" part="caption" aria-live=${playing ? "off" : "polite"} aria-atomic="true">
        <span class="spoken">${mode}: </span><span>${caption}</span>
      </p>
      <p class="waits">${column.waits}</p>
    </div>
    ${column.transcript === null ? nothing : transcript(column.transcript)}
  </div>`;
}

// Widths are SVG attributes: a page's policy may forbid inline styles.
function costBar(share: number): TemplateResult {
  return html`<svg class="cost-bar" height="6" width="100%" aria-hidden="true">
    ${svg`<rect class="most" width="100%" height="6" rx="3"></rect>
    <rect class="own" width=${`${(100 * share).toFixed(1)}%`} height="6" rx="3"></rect>`}
  </svg>`;
}
