import { html } from "lit";
import type { TemplateResult } from "lit";
import type { PaneView } from "../pane-choice.js";

/** How a view's pane is shown, and whom it tells. */
export interface Pane {
  readonly isShown: boolean;
  readonly label: string;
  /** Scrolls what a pane shows by some rows; whether there was anything to scroll to. */
  readonly scroll: (pane: HTMLElement, rows: number) => boolean;
}

/** The place of a view's picture. It stays while it is hidden, so that a picture is changed and not drawn anew. */
export function pane(view: PaneView, { isShown, label, scroll }: Pane): TemplateResult {
  return html`<div
    class="pane"
    part="pane ${view}"
    data-view=${view}
    ?hidden=${!isShown}
    @wheel=${(event: WheelEvent) => {
      onWheel(event, scroll);
    }}
  >
    <svg role="img" aria-label=${label}></svg>
  </div>`;
}

// Where there is nothing more to see in that direction, the page scrolls.
function onWheel(event: WheelEvent, scroll: Pane["scroll"]): void {
  const target = event.currentTarget;
  if (event.ctrlKey || event.deltaY === 0 || !(target instanceof HTMLElement)) return;
  if (scroll(target, Math.sign(event.deltaY) * 2)) event.preventDefault();
}
