import { html } from "lit";
import type { TemplateResult } from "lit";
import type { InterfaceTexts } from "../../message/interface/en.js";
import type { KeyRow } from "../key-bindings.js";
import { icon } from "./icon.js";

/** The list of keys and gestures. */
export function helpDialog(texts: InterfaceTexts, rows: readonly KeyRow[]): TemplateResult {
  return html`<dialog class="help" part="help" aria-labelledby="help-title">
    <form method="dialog">
      <h2 id="help-title">${texts["help-title"]}</h2>
      <button aria-label=${texts.close} title=${texts.close}>${icon("close")}</button>
    </form>
    <dl>
      ${rows.map(
        (row) =>
          html`<div>
            <dt>${row.keys.map((key) => html`<kbd>${key}</kbd>`)}</dt>
            <dd>${texts[row.about]}</dd>
          </div>`,
      )}
    </dl>
    <p>${texts["gesture-tap"]}</p>
    <p>${texts["gesture-swipe"]}</p>
  </dialog>`;
}
