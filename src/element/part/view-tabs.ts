import { html } from "lit";
import type { TemplateResult } from "lit";
import type { InterfaceTexts } from "../../message/interface/en.js";
import type { ViewChoice } from "../pane-choice.js";

/** The views that are offered, and whom their buttons tell. */
export interface ViewTabs {
  readonly texts: InterfaceTexts;
  readonly choices: readonly ViewChoice[];
  readonly choice: ViewChoice;
  readonly chooseView: (choice: ViewChoice) => void;
}

/** A button for each view. */
export function viewTabs({ texts, choices, choice, chooseView }: ViewTabs): TemplateResult {
  return html`<div class="tabs" role="group" aria-label=${texts.view}>
    ${choices.map(
      (each) =>
        html`<button
          type="button"
          aria-pressed=${each === choice ? "true" : "false"}
          @click=${() => {
            chooseView(each);
          }}
        >
          ${texts[`view-${each}`]}
        </button>`,
    )}
  </div>`;
}
