import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { imitationOf } from "../../scene/imitation.js";
import type { TraceHeader } from "../../trace/header.js";
import type { InterfaceTexts } from "../../message/interface/en.js";
import { en } from "../../message/share/en.js";
import type { ShareTexts } from "../../message/share/en.js";
import { ja } from "../../message/share/ja.js";
import type { PaneView } from "../pane-choice.js";
import { icon } from "./icon.js";

/** How the last wish of the reader ended. */
export type ShareNote = "link-copied" | "link-not-copied" | "picture-saved";

/** What can be handed on, and whom the dialog tells. */
export interface ShareDialog {
  /** The page's address with the step; null where it has none. */
  readonly address: string | null;
  readonly note: ShareNote | null;
  readonly header: TraceHeader;
  readonly language: string;
  /** The views whose pictures can be saved. */
  readonly views: readonly PaneView[];
  readonly copy: (address: string) => void;
  readonly save: (view: PaneView) => void;
}

const WORDS: Readonly<Record<string, ShareTexts>> = { en, ja };

/** A link to the step, and its pictures as files. */
export function shareDialog(share: ShareDialog, texts: InterfaceTexts): TemplateResult {
  const { address, note } = share;
  const words = WORDS[share.language] ?? en;
  const imitation = imitationOf(share.header, share.language);
  return html`<dialog class="share-dialog" part="share" aria-labelledby="share-title">
    <form method="dialog">
      <h2 id="share-title">${texts.share}</h2>
      <button aria-label=${texts.close} title=${texts.close}>${icon("close")}</button>
    </form>
    ${imitation === null ? nothing : html`<p class="imitation">${imitation}</p>`}
    ${address === null ? nothing : linkOf(address, share, words)}
    <p>${words["save-picture"]}</p>
    <div class="pictures">
      ${share.views.map(
        (view) =>
          html`<button
            type="button"
            @click=${() => {
              share.save(view);
            }}
          >
            ${texts[`view-${view}`]}
          </button>`,
      )}
    </div>
    <p class="note" role="status">${note === null ? nothing : words[note]}</p>
  </dialog>`;
}

// The address stays to be read and selected: not every page may write to the clipboard.
function linkOf(address: string, share: ShareDialog, words: ShareTexts): TemplateResult {
  return html`<p>${words["share-link"]}</p>
    <div class="link">
      <input
        type="text"
        readonly
        aria-label=${words["share-link"]}
        .value=${address}
        @focus=${(event: FocusEvent) => {
          (event.target as HTMLInputElement).select();
        }}
      />
      <button
        type="button"
        class="copy"
        @click=${() => {
          share.copy(address);
        }}
      >
        ${words["copy-link"]}
      </button>
    </div>`;
}
