import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { fill } from "../../message/fill.js";
import type { InterfaceTexts } from "../../message/interface/en.js";

/** The mistakes as sentences, and who is told which of them the reader wants to see in the text. */
export interface ProblemList {
  readonly sentences: readonly string[];
  /** Null where the text is nowhere on the page. */
  readonly show: ((index: number) => void) | null;
}

/** The scenario's mistakes, each with its line and place, while what could be read plays. */
export function problemPanel(
  { sentences, show }: ProblemList,
  plays: boolean,
  texts: InterfaceTexts,
): TemplateResult {
  const count = sentences.length;
  const title = count === 1 ? texts["problems-one"] : fill(texts["problems-many"], { count });
  return html`<section class="problems" part="problems" role="region" aria-label=${title}>
    <p class="problems-title">${title}</p>
    ${plays ? html`<p>${texts["problems-playing"]}</p>` : nothing}
    <ol>
      ${sentences.map((sentence, index) => problemItem(sentence, index, show))}
    </ol>
  </section>`;
}

// The sentence may wrap; the line of text and the mark under it may not.
function problemItem(problem: string, index: number, show: ProblemList["show"]): TemplateResult {
  const [sentence = "", ...place] = problem.split("\n");
  return html`<li>
    ${
      show === null
        ? html`<p>${sentence}</p>`
        : html`<button
            type="button"
            @click=${() => {
              show(index);
            }}
          >
            ${sentence}
          </button>`
    }
    ${place.length === 0 ? nothing : html`<pre tabindex="0">${place.join("\n")}</pre>`}
  </li>`;
}
