import { html } from "lit";
import type { TemplateResult } from "lit";

/** The modes of which one is shown at a time, and whom the tabs tell. */
export interface ModeTabs {
  readonly label: string;
  readonly modes: readonly string[];
  readonly selected: number;
  readonly select: (index: number) => void;
}

/** A tab for each mode: the arrow keys go from one to the next, and round. */
export function modeTabs({ label, modes, selected, select }: ModeTabs): TemplateResult {
  return html`<div
    class="tabs modes"
    role="tablist"
    aria-label=${label}
    @keydown=${(event: KeyboardEvent) => {
      const next = tabAfter(event.key, selected, modes.length);
      if (next === null) return;
      // The arrow changes the tab and not the step.
      event.preventDefault();
      select(next);
      const tabs = (event.currentTarget as HTMLElement).querySelectorAll("button");
      tabs[next]?.focus();
    }}
  >
    ${modes.map(
      (mode, index) =>
        html`<button
          type="button"
          role="tab"
          aria-selected=${index === selected ? "true" : "false"}
          aria-controls="column-${mode}"
          tabindex=${index === selected ? 0 : -1}
          @click=${() => {
            select(index);
          }}
        >
          ${mode}
        </button>`,
    )}
  </div>`;
}

/** The tab that a key goes to; null where it is not the tabs'. */
export function tabAfter(key: string, selected: number, count: number): number | null {
  switch (key) {
    case "ArrowRight":
      return (selected + 1) % count;
    case "ArrowLeft":
      return (selected + count - 1) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
