import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { fill } from "../../message/fill.js";
import type { InterfaceTexts } from "../../message/interface/en.js";

// The sentence may wrap; the line of text and the mark under it may not.
function problemItem(problem: string): TemplateResult {
  const [sentence = "", ...place] = problem.split("\n");
  return html`<li>
    <p>${sentence}</p>
    ${place.length === 0 ? nothing : html`<pre tabindex="0">${place.join("\n")}</pre>`}
  </li>`;
}

/** The scenario's mistakes, each with its line and place, while what could be read plays. */
export function problemPanel(
  problems: readonly string[],
  plays: boolean,
  texts: InterfaceTexts,
): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  const title =
    problems.length === 1
      ? texts["problems-one"]
      : fill(texts["problems-many"], { count: problems.length });
  return html`<section class="problems" part="problems" role="region" aria-label=${title}>
    <p class="problems-title">${title}</p>
    ${plays ? html`<p>${texts["problems-playing"]}</p>` : nothing}
    <ol>
      ${problems.map(problemItem)}
    </ol>
  </section>`;
}
